package io.yilu.ops.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.yilu.ops.fleet.NodePlan;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The township's pages as a clerk uses them: by keys alone, after the address was typed. */
final class ClerkPages {

    private static final Pattern NUMBER = Pattern.compile("/cases/(\\d{9}-\\d{8}-\\d{4,}-\\d)");
    private static final double BY_ITSELF = 90_000;

    private final Page page;

    ClerkPages(Page page) {
        this.page = page;
    }

    void signIn(NodePlan town) {
        Web.signIn(page, town, "clerk");
    }

    Page page() {
        return page;
    }

    void open(NodePlan town, String number) {
        page.navigate(town.address() + "/cases/" + number);
    }

    /** Types into the search box that has the cursor, walks down to the item and opens it. */
    void findItem(String typed, String item) {
        page.keyboard().type(typed);
        Locator option = page.locator("#results [role=option]", new Page.LocatorOptions().setHasText(item));
        option.first().waitFor();
        for (int i = 0; i < 20 && !focusedText().contains(item); i++) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
        page.waitForURL("**/items/*");
    }

    /** The item's page has the cursor on its button. */
    void beginIntake() {
        page.locator(".t-begin button").first().waitFor();
        page.keyboard().press("Enter");
        page.waitForURL("**/intake/*");
        page.waitForFunction("() => document.activeElement.closest('form[data-form]')");
    }

    /** Presses the keys that accept twice, as an impatient finger does; returns the case's number. */
    String acceptTwice() {
        page.keyboard().press("Control+Enter");
        page.keyboard().press("Control+Enter");
        return awaitNumber();
    }

    private String awaitNumber() {
        Locator problems = page.locator("[data-problems], .t-notice-list");
        page.waitForCondition(() -> NUMBER.matcher(page.url()).find() || problems.count() > 0);
        Matcher number = NUMBER.matcher(page.url());
        if (!number.find()) {
            throw new AssertionError(
                    "The application was not taken: " + problems.first().innerText());
        }
        return number.group(1);
    }

    /** Follows the page, which nobody reloads, until a word stands there. */
    void seeWordComeByItself(String word) {
        assertThat(page.locator("#case .t-case-words, [data-case] .t-words").first())
                .containsText(word, new LocatorAssertions.ContainsTextOptions().setTimeout(BY_ITSELF));
    }

    void seeLamp(Pattern text) {
        assertThat(page.locator("#lamp"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(BY_ITSELF));
    }

    /** Walks to a link or button by Tab and presses Enter on it. */
    void pressByTab(String text) {
        for (int i = 0; i < 80 && !focusedText().contains(text); i++) {
            page.keyboard().press("Tab");
        }
        if (!focusedText().contains(text)) {
            throw new AssertionError("Tab does not reach: " + text);
        }
        page.keyboard().press("Enter");
    }

    String focusedText() {
        return String.valueOf(
                page.evaluate("() => document.activeElement.innerText || document.activeElement.value || ''"));
    }

    /** A paper opens as a PDF. */
    void seePaper(NodePlan town, String number, String paper) {
        APIResponse answer = page.request().get(town.address() + "/papers/" + number + "/" + paper);
        String start = new String(answer.body(), 0, 5, StandardCharsets.ISO_8859_1);
        if (answer.status() != 200 || !"%PDF-".equals(start)) {
            throw new AssertionError(paper + " of " + number + " was answered with " + answer.status() + " " + start);
        }
    }
}
