package io.yilu.ops.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScannerTest {

    private static final long SIZE = 1_000_000;

    @Test
    void pictures_can_be_read_and_have_about_the_size_asked_for() throws Exception {
        Scanner scanner = new Scanner(1);
        for (Map.Entry<Scan, Integer> scan : Map.of(scanner.jpeg("身份证", SIZE), 0xFFD8, scanner.png("户口簿", SIZE), 0x8950)
                .entrySet()) {
            byte[] content = scan.getKey().content();
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
            assertThat(image.getHeight()).isGreaterThan(image.getWidth());
            assertThat(((content[0] & 0xFF) << 8) | (content[1] & 0xFF)).isEqualTo(scan.getValue());
            assertThat((long) content.length).isCloseTo(SIZE, Percentage.withPercentage(25));
        }
    }

    @Test
    void a_pdf_points_to_its_table_of_objects() throws Exception {
        byte[] content = new Scanner(2).pdf("授权书", SIZE).content();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-1.4").endsWith("%%EOF\n");
        int table = Integer.parseInt(text.substring(text.lastIndexOf("startxref") + 10, text.lastIndexOf("\n%%EOF")));
        assertThat(text.substring(table)).startsWith("xref\n0 6\n");
        int first = Integer.parseInt(text.substring(table + "xref\n0 6\n0000000000 65535 f \n".length())
                .substring(0, 10));
        assertThat(text.substring(first)).startsWith("1 0 obj");
    }

    @Test
    void no_two_pages_are_alike() throws Exception {
        Scanner scanner = new Scanner(3);
        assertThat(scanner.jpeg("一", 50_000).sha256())
                .isNotEqualTo(scanner.jpeg("一", 50_000).sha256())
                .isNotEqualTo(new Scanner(4).jpeg("一", 50_000).sha256());
    }
}
