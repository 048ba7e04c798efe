package io.yilu.ops.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yilu.ops.fleet.NodePlan;
import java.util.regex.Pattern;

/** The county's pages as a department's reviewer uses them. */
final class ReviewerPages {

    private final Page page;

    ReviewerPages(Page page) {
        this.page = page;
    }

    void signIn(NodePlan county, String user) {
        Web.signIn(page, county, user);
    }

    Page page() {
        return page;
    }

    /** Opens a case from 待办, which shows its remaining days in words. */
    void openFromTodo(NodePlan county, String number) {
        page.navigate(county.address() + "/");
        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(number));
        assertThat(row).containsText(Pattern.compile("天|工作日|今天"));
        row.getByRole(AriaRole.LINK).first().click();
        page.waitForURL("**/cases/" + number);
    }

    void open(NodePlan county, String number) {
        page.navigate(county.address() + "/cases/" + number);
    }

    /** Every scan stands in the page; those that are pictures were really decoded by the browser. */
    void seeScans(int count) {
        assertThat(page.locator("#travelling")).containsText("齐");
        Locator scans = page.locator(".c-scan img, .c-scan iframe");
        assertThat(scans).hasCount(count);
        for (Locator picture : page.locator(".c-scan img").all()) {
            picture.scrollIntoViewIfNeeded();
            page.waitForCondition(
                    () -> (Boolean) picture.evaluate("image => image.complete && image.naturalWidth > 0"));
        }
        page.evaluate("() => window.scrollTo(0, 0)");
    }

    void askForCorrection(String material, String text, String opinion) {
        choose("CORRECTION");
        Locator line = page.locator("#lines .c-line").first();
        line.locator("select[name=material]").selectOption(material);
        line.locator("input[name=text]").fill(text);
        writeAndConfirm(opinion);
    }

    void approve(String opinion) {
        choose("APPROVED");
        writeAndConfirm(opinion);
    }

    private void choose(String step) {
        page.locator("input[name=step][value=" + step + "]").check();
    }

    private void writeAndConfirm(String opinion) {
        page.locator("#opinion").fill(opinion);
        page.keyboard().press("Control+Enter");
        page.locator("main.c-confirm").waitFor();
        page.locator("main.c-confirm button.btn-primary").click();
        page.locator("p.c-done").waitFor();
    }
}
