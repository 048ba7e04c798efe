package io.yilu.township.intake;

import static io.yilu.township.trial.Window.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import tools.jackson.databind.JsonNode;

@TownshipTest
class ScansTest {

    @Autowired
    Window window;

    @Test
    void a_scan_comes_back_byte_for_byte_with_the_type_of_its_bytes() {
        byte[] scan = Window.scan();

        JsonNode ref = window.upload(scan, "户口簿.pdf");

        assertThat(ref.path("mediaType").asString()).isEqualTo("image/png");
        MvcResult back = window.get("/api/v1/files/" + ref.path("sha256").asString());
        assertThat(Window.bytes(back)).isEqualTo(scan);
        assertThat(back.getResponse().getContentType()).startsWith("image/png");
    }

    @Test
    void an_empty_file_is_refused() {
        MvcResult result = window.uploading(new byte[0], "空.jpg");

        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(said(result)).contains("是空的");
    }

    @Test
    void a_renamed_program_and_a_pdf_that_is_none_are_refused() {
        MvcResult program = window.uploading("MZ this is a program".getBytes(StandardCharsets.UTF_8), "身份证.jpg");
        MvcResult pdf = window.uploading("not a pdf at all".getBytes(StandardCharsets.UTF_8), "证明.pdf");
        MvcResult half = window.uploading("%PDF-1.4\nhalf of it".getBytes(StandardCharsets.UTF_8), "证明.pdf");

        assertThat(said(program)).contains("不是 JPEG、PNG 图片或 PDF");
        assertThat(said(pdf)).contains("不是 JPEG、PNG 图片或 PDF");
        assertThat(said(half)).contains("不完整");
        assertThat(half.getResponse().getStatus()).isEqualTo(422);
    }

    @Test
    void a_name_with_path_parts_or_300_characters_becomes_a_plain_one() {
        String path = window.upload(Window.scan(), "../../etc/户口簿.png")
                .path("fileName")
                .asString();
        String windows =
                window.upload(Window.scan(), "C:\\扫描\\身份证.png").path("fileName").asString();
        String endless = window.upload(Window.scan(), "很".repeat(300) + ".png")
                .path("fileName")
                .asString();

        assertThat(path).isEqualTo("户口簿.png");
        assertThat(windows).isEqualTo("身份证.png");
        assertThat(endless.length()).isLessThanOrEqualTo(200);
        assertThat(endless).endsWith(".png");
    }

    @Test
    void a_file_that_is_not_here_is_404() {
        assertThat(window.get("/api/v1/files/" + "1".repeat(64)).getResponse().getStatus())
                .isEqualTo(404);
        assertThat(window.get("/api/v1/files/nonsense").getResponse().getStatus())
                .isEqualTo(404);
    }
}
