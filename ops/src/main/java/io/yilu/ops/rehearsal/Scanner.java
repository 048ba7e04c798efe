package io.yilu.ops.rehearsal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Makes pages as a scanner would: real JPEG, PNG and PDF files, each unlike any other, of about the size asked for.
 *
 * <p>A page shows lines of writing, a table and a red seal under a scanner's noise; no fonts are needed.
 */
public final class Scanner {

    /** Bytes a pixel that the noise leaves after compression; measured. */
    private static final double JPEG_BYTES_PER_PIXEL = 0.33;

    private static final double PNG_BYTES_PER_PIXEL = 1.75;

    private final Random random;

    public Scanner(long seed) {
        this.random = new Random(seed);
    }

    public Scan jpeg(String name, long bytes) throws IOException {
        return Scan.of(name + ".jpg", "image/jpeg", jpegBytes(page(bytes / JPEG_BYTES_PER_PIXEL)));
    }

    public Scan png(String name, long bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(page(bytes / PNG_BYTES_PER_PIXEL), "png", out);
        return Scan.of(name + ".png", "image/png", out.toByteArray());
    }

    /** A PDF of one page that holds one scanned picture, as office scanners make them. */
    public Scan pdf(String name, long bytes) throws IOException {
        BufferedImage page = page(bytes / JPEG_BYTES_PER_PIXEL);
        return Scan.of(name + ".pdf", "application/pdf", pdfOf(page, jpegBytes(page)));
    }

    private BufferedImage page(double pixels) {
        int width = (int) Math.max(200, Math.sqrt(pixels / Math.sqrt(2)));
        int height = (int) (width * Math.sqrt(2));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xF8F6F0));
        pen.fillRect(0, 0, width, height);
        drawWriting(pen, width, height);
        drawSeal(pen, width, height);
        pen.dispose();
        addNoise(image);
        return image;
    }

    private void drawWriting(Graphics2D pen, int width, int height) {
        int line = Math.max(4, height / 40);
        pen.setColor(new Color(0x333A40));
        for (int y = height / 10; y < height * 9 / 10; y += line) {
            int end = width / 8 + random.nextInt(width * 3 / 4);
            for (int x = width / 8; x < end; x += line) {
                pen.fillRect(x, y, line * 3 / 5, line * (2 + random.nextInt(2)) / 6);
            }
        }
        pen.setStroke(new BasicStroke(Math.max(1, width / 400f)));
        pen.drawRect(width / 10, height / 3, width * 4 / 5, height / 4);
    }

    private static void drawSeal(Graphics2D pen, int width, int height) {
        int size = width / 4;
        pen.setColor(new Color(0xC0, 0x20, 0x20, 0xB0));
        pen.setStroke(new BasicStroke(Math.max(2, width / 120f)));
        pen.drawOval(width * 3 / 5, height * 7 / 10, size, size);
    }

    private void addNoise(BufferedImage image) {
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int noise = random.nextInt() & 0x0F0F0F;
                row[x] = 0xFF000000 | (row[x] & 0xF0F0F0) | noise;
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    private static byte[] jpegBytes(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.95f);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] pdfOf(BufferedImage page, byte[] jpeg) throws IOException {
        PdfParts pdf = new PdfParts();
        String draw = "595 0 0 842 0 0 cm /P Do";
        pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
        pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        pdf.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /XObject << /P 5 0 R >> >> >>");
        pdf.stream("<< /Length " + draw.length() + " >>", draw.getBytes(StandardCharsets.US_ASCII));
        pdf.stream(
                "<< /Type /XObject /Subtype /Image /Width " + page.getWidth() + " /Height " + page.getHeight()
                        + " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length " + jpeg.length
                        + " >>",
                jpeg);
        return pdf.finished();
    }

    /** Numbered objects and the table of where each begins. */
    private static final class PdfParts {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        private int count;

        PdfParts() throws IOException {
            text("%PDF-1.4\n");
        }

        void object(String dictionary) throws IOException {
            begin();
            text(dictionary + "\nendobj\n");
        }

        void stream(String dictionary, byte[] content) throws IOException {
            begin();
            text(dictionary + "\nstream\n");
            out.write(content);
            text("\nendstream\nendobj\n");
        }

        private void begin() throws IOException {
            table.append("%010d 00000 n \n".formatted(out.size()));
            count++;
            text(count + " 0 obj\n");
        }

        private void text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        byte[] finished() throws IOException {
            int at = out.size();
            text("xref\n0 " + (count + 1) + "\n" + table + "trailer\n<< /Size " + (count + 1)
                    + " /Root 1 0 R >>\nstartxref\n" + at + "\n%%EOF\n");
            return out.toByteArray();
        }
    }
}
