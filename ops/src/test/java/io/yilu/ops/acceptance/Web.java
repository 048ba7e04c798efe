package io.yilu.ops.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.RoundTrip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A headless Chromium of this machine, and where its pictures go. */
final class Web implements AutoCloseable {

    /** The window's old screen. */
    static final int WIDE = 1366;

    private static final int WIDE_HEIGHT = 768;
    private static final int NARROW = 360;
    private static final int NARROW_HEIGHT = 740;
    private static final double PATIENCE = 20_000;

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Web() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setHeadless(true)
                        .setExecutablePath(installed())
                        .setArgs(ARGUMENTS));
    }

    private static Path installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No Chromium was found. On Debian: apt-get install chromium"));
    }

    /** A page of a browser that knows nothing yet; closing its context is what a crash of the browser leaves. */
    Page newPage() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDE, WIDE_HEIGHT)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(PATIENCE);
        return context.newPage();
    }

    /** Signs in by typing, as every user does. */
    static void signIn(Page page, NodePlan node, String user) {
        page.navigate(node.address() + "/");
        page.locator("#username").waitFor();
        page.keyboard().type(user);
        page.keyboard().press("Tab");
        page.keyboard().type(RoundTrip.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** One picture of the page at a window's screen and one at a telephone's. */
    static void picture(Page page, String name) {
        Path folder = Repository.target().resolve("screenshots");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-1366x768.png")));
        page.setViewportSize(NARROW, NARROW_HEIGHT);
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-360x740.png")));
        page.setViewportSize(WIDE, WIDE_HEIGHT);
    }

    /** Every page that is open, as it is now. */
    void pictureAll(String name) {
        int at = 0;
        for (BrowserContext context : browser.contexts()) {
            for (Page page : context.pages()) {
                at++;
                picture(page, name + "-" + at);
            }
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
