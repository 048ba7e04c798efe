package io.yilu.township.papers;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.township.trial.Browser;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import tools.jackson.databind.node.ObjectNode;

@TownshipTest
class PapersTest {

    @Autowired
    Window window;

    @Autowired
    Browser browser;

    private static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_receipt_is_one_page_with_number_dates_and_materials() {
        String number = window.accepted();
        String due = window.read("/api/v1/cases/" + number).path("promisedDue").asString();

        String receipt = text(Window.bytes(browser.get("/papers/" + number + "/receipt")));

        assertThat(receipt)
                .contains("收件凭证", number, "覃试安", "610924********9995", "家庭成员户口簿", "不收费", "紫阳县汉王镇便民服务中心")
                .contains(due.substring(0, 4) + "年")
                .doesNotContain("补打", "<", "title");
    }

    @Test
    void a_second_print_is_marked() {
        String number = window.accepted();
        window.get("/api/v1/cases/" + number + "/papers/acceptance");

        String again = text(Window.bytes(window.get("/api/v1/cases/" + number + "/papers/acceptance")));

        assertThat(again).contains("受理通知书", "补打，第2次");
        assertThat(text(Window.bytes(window.get("/api/v1/cases/" + number + "/papers/receipt"))))
                .doesNotContain("补打");
    }

    @Test
    void the_notice_names_everything_that_is_missing_at_once() {
        ObjectNode application = window.application(Window.sampleOf(Window.ALLOWANCE));
        application.putArray("materials");
        ((ObjectNode) application.path("form")).remove("phone");

        MvcResult notice = window.post("/api/v1/items/" + Window.ALLOWANCE + "/missing-notice", application, "notice");

        assertThat(notice.getResponse().getContentType()).isEqualTo("application/pdf");
        assertThat(text(Window.bytes(notice)))
                .contains("一次性告知书", "覃试安", "家庭成员户口簿", "一折通或银行卡", "联系电话", "疾病诊断或残疾人证")
                .contains("可以容缺");
    }

    @Test
    void a_paper_that_is_none_is_404() {
        String number = window.accepted();

        assertThat(window.get("/api/v1/cases/" + number + "/papers/diploma")
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(window.get("/api/v1/cases/" + number + "/papers/result")
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }
}
