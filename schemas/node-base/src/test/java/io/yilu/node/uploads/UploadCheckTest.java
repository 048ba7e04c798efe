package io.yilu.node.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class UploadCheckTest {

    @TempDir
    Path folder;

    private DataDirectory directory;
    private UploadCheck check;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(folder);
        check = new UploadCheck(directory, new UploadProperties(DataSize.ofMegabytes(1)));
    }

    @AfterEach
    void nothing_is_left_behind() throws IOException {
        try (var files = Files.list(directory.temporary())) {
            assertThat(files).isEmpty();
        }
        directory.close();
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static byte[] pdf() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(out);
        }
        return out.toByteArray();
    }

    private Upload receive(byte[] bytes, String name) {
        return check.receive(new ByteArrayInputStream(bytes), name);
    }

    private void refused(byte[] bytes, String name, String code, String words) {
        assertThatThrownBy(() -> receive(bytes, name))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(words);
    }

    @Test
    void the_type_is_told_from_the_bytes_and_the_name_follows_it() throws IOException {
        try (Upload jpeg = receive(picture("jpg"), "户口簿.JPG");
                Upload renamed = receive(picture("jpg"), "户口簿.pdf");
                Upload png = receive(picture("png"), "scan");
                Upload pdf = receive(pdf(), "申请书.pdf")) {
            assertThat(jpeg.mediaType()).isEqualTo("image/jpeg");
            assertThat(jpeg.fileName()).isEqualTo("户口簿.JPG");
            assertThat(jpeg.size()).isEqualTo(Files.size(jpeg.file()));
            assertThat(renamed.mediaType()).isEqualTo("image/jpeg");
            assertThat(renamed.fileName()).isEqualTo("户口簿.jpg");
            assertThat(png.fileName()).isEqualTo("scan.png");
            assertThat(pdf.mediaType()).isEqualTo("application/pdf");
        }
    }

    @Test
    void an_empty_file_is_refused() {
        refused(new byte[0], "空.pdf", "YILU-UPLOAD-001", "0 字节");
    }

    @Test
    void a_renamed_program_or_text_is_refused() {
        refused("MZ\u0090 not a scan".getBytes(StandardCharsets.ISO_8859_1), "扫描.jpg", "YILU-UPLOAD-003", "扫描.jpg");
        refused("<html>".getBytes(StandardCharsets.UTF_8), "申请.pdf", "YILU-UPLOAD-003", "不是");
    }

    @Test
    void law_8_archives_and_documents_that_unpack_to_more_than_any_disk_are_refused_unopened() throws IOException {
        refused(archive("word/document.xml"), "申请书.docx", "YILU-UPLOAD-003", "不是");
        refused(archive("xl/worksheets/sheet1.xml"), "花名册.xlsx", "YILU-UPLOAD-003", "不是");
        refused(archive("../../../../etc/cron.d/x"), "扫描.pdf", "YILU-UPLOAD-003", "扫描.pdf");
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a" + i + " \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        laughs.append("]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a29;</text></svg>");
        refused(laughs.toString().getBytes(StandardCharsets.UTF_8), "照片.png", "YILU-UPLOAD-003", "不是");
        refused(laughs.toString().getBytes(StandardCharsets.UTF_8), "表.xml", "YILU-UPLOAD-003", "不是");
    }

    /** Half a megabyte that would unpack to half a gigabyte. */
    private static byte[] archive(String entry) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry(entry));
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 512; i++) {
                zip.write(nothing);
            }
            zip.closeEntry();
        }
        return packed.toByteArray();
    }

    @Test
    void a_file_without_its_end_is_refused() throws IOException {
        for (String format : new String[] {"jpg", "png"}) {
            byte[] whole = picture(format);
            refused(Arrays.copyOf(whole, whole.length - 20), "半." + format, "YILU-UPLOAD-004", "不完整");
        }
        byte[] whole = pdf();
        refused(Arrays.copyOf(whole, whole.length / 2), "半.pdf", "YILU-UPLOAD-004", "不完整");
        refused("%PDF-1.4 and nothing else".getBytes(StandardCharsets.US_ASCII), "假.pdf", "YILU-UPLOAD-004", "损坏");
    }

    @Test
    void a_photo_with_a_film_behind_it_is_taken() throws IOException {
        byte[] photo = picture("jpg");
        byte[] withFilm = Arrays.copyOf(photo, photo.length + 50_000);
        try (Upload upload = receive(withFilm, "动态照片.jpg")) {
            assertThat(upload.size()).isEqualTo(withFilm.length);
        }
    }

    @Test
    void a_file_beyond_the_limit_is_refused_without_being_held_in_memory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> check.receive(endless, "大.pdf"))
                .hasMessageContaining("YILU-UPLOAD-002")
                .hasMessageContaining("1 MB");
    }

    @Test
    void names_lose_paths_and_tricks_and_keep_their_extension() {
        assertThat(FileName.safe("../../etc/passwd.pdf", FileType.PDF)).isEqualTo("passwd.pdf");
        assertThat(FileName.safe("C:\\用户\\身份证.jpg", FileType.JPEG)).isEqualTo("身份证.jpg");
        assertThat(FileName.safe("a\u0000b\n\u202egpj.exe.png", FileType.PNG)).isEqualTo("abgpj.exe.png");
        assertThat(FileName.safe("", FileType.PDF)).isEqualTo("扫描件.pdf");
        assertThat(FileName.safe("..", FileType.PDF)).isEqualTo("扫描件.pdf");
        String longName = FileName.safe("证".repeat(300) + ".jpeg", FileType.JPEG);
        assertThat(longName).hasSize(200).endsWith("证.jpeg");
    }
}
