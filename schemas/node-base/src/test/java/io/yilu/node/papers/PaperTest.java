package io.yilu.node.papers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import io.yilu.node.trial.NodeTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@NodeTest
class PaperTest {

    private static final String NUMBER = "610924102-20150701-0012-7";

    @Autowired
    PaperPrinter printer;

    @Autowired
    PaperAddresses addresses;

    private byte[] receipt(int rows) {
        return printer.print(
                "trial/receipt",
                Map.of(
                        "number",
                        NUMBER,
                        "rows",
                        rows,
                        "bars",
                        Barcodes.code128(NUMBER),
                        "qr",
                        Barcodes.qr(addresses.sign("/cases/" + NUMBER))));
    }

    @Test
    void a_paper_is_one_a4_page_with_its_chinese_embedded() throws Exception {
        byte[] pdf = receipt(4);
        Files.write(Path.of("target/receipt.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("紫阳县政务服务中心", "受理通知书", "办件编号", NUMBER, "①", "☑", "垚堃燊喆㛃䶮");
            assertThat(text).doesNotContain("#");
            var fonts = document.getPage(0).getResources();
            for (var name : fonts.getFontNames()) {
                PDFont font = fonts.getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
        }
        assertThat(pdf.length).isLessThan(200_000);
    }

    @Test
    void a_long_paper_says_which_page_of_how_many() throws Exception {
        byte[] pdf = receipt(60);
        Files.write(Path.of("target/receipt-long.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            assertThat(new PDFTextStripper().getText(document).replaceAll("[\\s\\u3000]", ""))
                    .contains("第1页共" + document.getNumberOfPages() + "页");
        }
    }

    @Test
    void a_barcode_and_a_qr_code_can_be_read_again() throws Exception {
        assertThat(read(Barcodes.code128(NUMBER))).isEqualTo(NUMBER);
        String address = addresses.sign("/cases/" + NUMBER);
        assertThat(read(Barcodes.qr(address))).isEqualTo(address);
    }

    @Test
    void an_address_that_was_guessed_is_not_signed() {
        String signed = addresses.sign("/cases/" + NUMBER);
        String signature = signed.substring(signed.indexOf("?s=") + 3);
        assertThat(addresses.isSigned("/cases/" + NUMBER, signature)).isTrue();
        assertThat(addresses.isSigned("/cases/610924102-20150701-0013-6", signature))
                .isFalse();
    }

    private static String read(String dataAddress) throws Exception {
        byte[] png = Base64.getDecoder().decode(dataAddress.substring(dataAddress.indexOf(',') + 1));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new MultiFormatReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                .getText();
    }
}
