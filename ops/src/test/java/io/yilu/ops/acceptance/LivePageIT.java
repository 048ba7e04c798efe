package io.yilu.ops.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.yilu.ops.fleet.Fleet;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An open page ends up showing what is true, whenever the word of a change comes. The page is the test's own, its scripts are
 * those that the node serves, and the test says when words and answers come.
 */
@Timeout(120)
@ResourceLock(Lane.PAGES)
@ExtendWith(SharedFleet.class)
class LivePageIT {

    private static final String PAGE = """
            <!doctype html><meta charset="utf-8">
            <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false}'>
            <script>
              window.EventSource = class extends EventTarget {
                constructor() { super(); window.words = this; }
                close() {}
              };
            </script>
            <script defer src="/webjars/htmx.org/dist/htmx.min.js"></script>
            <script defer src="/assets/yilu.js"></script>
            <body data-live="/live"><div id="notices"></div><input id="typed">%s</body>""";
    private static final String PART =
            "<p id=\"part\" hx-get=\"/part\" hx-trigger=\"sse:cases\" hx-swap=\"outerHTML\">%s</p>";

    private final URI node;
    private final Web web = new Web();
    private final Page page = web.newPage();
    private final Deque<Route> asked = new ArrayDeque<>();

    LivePageIT(Fleet fleet) {
        this.node = fleet.plan().town("610924102").address();
    }

    @BeforeEach
    void open() {
        page.route("**/trial-page", route -> answer(route, PAGE.formatted(PART.formatted("old"))));
        page.route("**/part", asked::add);
        page.navigate(node + "/trial-page");
        page.waitForFunction("() => window.words");
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void a_word_that_comes_while_the_part_is_fetched_has_it_fetched_again() {
        word();
        Route first = nextAsked();
        word();
        answer(first, PART.formatted("half"));
        answer(nextAsked(), PART.formatted("whole"));
        assertThat(page.locator("#part")).hasText("whole");
    }

    @Test
    void a_word_that_comes_before_the_new_part_has_settled_has_it_fetched_again() {
        page.evaluate("""
                () => document.addEventListener('htmx:afterSwap',
                    () => window.words.dispatchEvent(new MessageEvent('changed', {data: 'cases'})), {once: true})""");
        word();
        answer(nextAsked(), PART.formatted("half"));
        answer(nextAsked(), PART.formatted("whole"));
        assertThat(page.locator("#part")).hasText("whole");
    }

    @Test
    void a_word_that_comes_while_a_fetch_fails_has_it_fetched_again() {
        word();
        Route first = nextAsked();
        word();
        first.abort();
        answer(nextAsked(), PART.formatted("whole"));
        assertThat(page.locator("#part")).hasText("whole");
    }

    @Test
    void one_word_has_the_part_fetched_once() {
        word();
        answer(nextAsked(), PART.formatted("whole"));
        assertThat(page.locator("#part")).hasText("whole");
        page.waitForTimeout(500);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_change_before_the_page_began_to_listen_is_fetched_once_it_does() {
        page.evaluate("() => window.words.dispatchEvent(new Event('open'))");
        answer(nextAsked(), PART.formatted("whole"));
        assertThat(page.locator("#part")).hasText("whole");
    }

    @Test
    void a_part_that_is_fetched_by_itself_leaves_the_focus_where_it_was() {
        String links = "<a href=\"#first\" autofocus>first</a> <a href=\"#second\">second</a> %s";
        page.locator("#typed").focus();
        word();
        answer(nextAsked(), PART.formatted(links.formatted("half")));
        assertThat(page.locator("#part:not([class])")).containsText("half");
        assertThat(page.locator("#typed")).isFocused();

        page.locator("[href='#second']").focus();
        word();
        answer(nextAsked(), PART.formatted(links.formatted("whole")));
        assertThat(page.locator("#part:not([class])")).containsText("whole");
        assertThat(page.locator("[href='#second']")).isFocused();
    }

    private void word() {
        page.evaluate("() => window.words.dispatchEvent(new MessageEvent('changed', {data: 'cases'}))");
    }

    private Route nextAsked() {
        page.waitForCondition(() -> !asked.isEmpty());
        return asked.remove();
    }

    private static void answer(Route route, String html) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType("text/html; charset=utf-8")
                .setBody(html));
    }
}
