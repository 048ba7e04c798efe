package io.yilu.node.papers;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws barcodes and QR codes as pictures that stand in the page itself ({@code data:} addresses). */
public final class Barcodes {

    private static final int BAR_WIDTH = 3;
    private static final int BAR_HEIGHT = 90;
    private static final int QR_MODULE = 6;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;

    private Barcodes() {}

    /** Code 128 of letters, digits and signs of ASCII, such as a case number. */
    public static String code128(String text) {
        try {
            // One pixel a module, enlarged evenly afterwards: a width that does not divide would blur the bars.
            BitMatrix bars = new MultiFormatWriter()
                    .encode(text, BarcodeFormat.CODE_128, 0, 1, Map.of(EncodeHintType.MARGIN, 10));
            return picture(bars, BAR_WIDTH, BAR_HEIGHT);
        } catch (WriterException e) {
            throw new IllegalArgumentException("No Code 128 of " + text, e);
        }
    }

    /** QR code at correction level M: readable with a fold or a stamp on it. */
    public static String qr(String text) {
        try {
            BitMatrix modules = new MultiFormatWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    2,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8"));
            return picture(modules, QR_MODULE, QR_MODULE);
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code of " + text.length() + " characters", e);
        }
    }

    private static String picture(BitMatrix modules, int width, int height) {
        BufferedImage image = new BufferedImage(
                modules.getWidth() * width, modules.getHeight() * height, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, modules.get(x / width, y / height) ? BLACK : WHITE);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
