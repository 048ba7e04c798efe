package io.yilu.ops.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.Scan;
import io.yilu.ops.rehearsal.Scanner;
import io.yilu.schemas.catalogue.SampleCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One case from the window to the county and home again, as its clerk and its reviewer see it; each step a test. */
@Timeout(400)
@ResourceLock(Lane.PAGES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedFleet.class)
class WholeWayIT {

    private static final String ITEM = "农村居民最低生活保障审核确认";

    private final Fleet fleet;
    private final NodePlan county;
    private final NodePlan town;
    private final SampleCase sample;
    private final Web web = new Web();
    private final ClerkPages clerk = new ClerkPages(web.newPage());
    private final ReviewerPages reviewer = new ReviewerPages(web.newPage());
    private String number = "";
    private int passed;

    /** What everybody saw when a step failed. */
    @RegisterExtension
    final AfterTestExecutionCallback failurePictures = context -> {
        if (context.getExecutionException().isPresent()) {
            web.pictureAll("failed-step-" + (passed + 1));
        }
    };

    WholeWayIT(Fleet fleet) {
        this.fleet = fleet;
        this.county = fleet.plan().county();
        this.town = fleet.plan().town("610924102");
        this.sample = SampleCase.loadShipped().get(0);
    }

    @AfterAll
    void closeBrowser() throws Exception {
        web.close();
        if (fleet.running(county).isEmpty()) {
            fleet.startReady(county);
        }
    }

    @Test
    @Order(1)
    void the_clerk_accepts_by_keyboard_alone_while_the_county_is_down_and_submitting_twice_makes_one_case()
            throws Exception {
        follow(1);
        fleet.stop(county);
        clerk.signIn(town);
        clerk.seeLamp(Pattern.compile("中断"));
        Web.picture(clerk.page(), "clerk-1-today");
        clerk.findItem("db", ITEM);
        assertThat(clerk.page().locator("main")).containsText("低保申请书");
        Web.picture(clerk.page(), "clerk-2-item");
        clerk.beginIntake();
        new KeyboardTypist(clerk.page(), sample.data(), this::scans).fillIn();
        Web.picture(clerk.page(), "clerk-3-intake");
        number = clerk.acceptTwice();
        clerk.seeWordComeByItself("已存本地");
        clerk.seeLamp(Pattern.compile("待传 [1-9]\\d* 件 / [1-9]"));
        clerk.seePaper(town, number, "receipt");
        Web.picture(clerk.page(), "clerk-4-accepted");
        try (LedgerTables ledger = new LedgerTables(town)) {
            assertThat(ledger.count("SELECT COUNT(*) FROM cases")).isEqualTo(1);
        }
        passed = 1;
    }

    @Test
    @Order(2)
    void with_the_county_back_the_words_on_the_open_page_become_true_without_a_reload() throws Exception {
        follow(2);
        clerk.page().evaluate("() => { window.neverReloaded = true; }");
        fleet.startReady(county);
        clerk.seeWordComeByItself("材料齐");
        clerk.seeLamp(Pattern.compile("畅通"));
        assertThat(clerk.page().evaluate("() => window.neverReloaded")).isEqualTo(true);
        Web.picture(clerk.page(), "clerk-5-at-county");
        passed = 2;
    }

    @Test
    @Order(3)
    void the_reviewer_sees_form_and_scans_and_asks_for_a_correction() {
        follow(3);
        reviewer.signIn(county, "minzheng");
        Web.picture(reviewer.page(), "reviewer-1-todo");
        reviewer.openFromTodo(county, number);
        assertThat(reviewer.page().locator("main")).containsText("覃试安");
        reviewer.seeScans(sample.attachments().size());
        Web.picture(reviewer.page(), "reviewer-2-case");
        reviewer.askForCorrection("2", "户口簿缺户主页，请补一页", "请一次补齐");
        Web.picture(reviewer.page(), "reviewer-3-correction-asked");
        passed = 3;
    }

    @Test
    @Order(4)
    void the_clerk_sees_the_request_come_and_supplements_by_keyboard() {
        follow(4);
        clerk.seeWordComeByItself("补正");
        clerk.open(town, number);
        assertThat(clerk.page().locator("main")).containsText("户口簿缺户主页");
        Web.picture(clerk.page(), "clerk-6-correction");
        clerk.pressByTab("补正");
        clerk.page().waitForURL("**/correction");
        clerk.page().waitForFunction("() => document.querySelector('[data-scan]')");
        new KeyboardTypist(
                        clerk.page(),
                        sample.data(),
                        button -> button.equals("scan-2") ? List.of(scan("补正户主页")) : List.of())
                .fillIn();
        Web.picture(clerk.page(), "clerk-7-supplement");
        clerk.page().keyboard().press("Control+Enter");
        clerk.page().waitForURL("**/cases/" + number + "**");
        clerk.seeWordComeByItself("审批中");
        passed = 4;
    }

    @Test
    @Order(5)
    void the_reviewer_approves_and_the_result_comes_home_by_itself() {
        follow(5);
        reviewer.open(county, number);
        reviewer.seeScans(sample.attachments().size() + 1);
        reviewer.approve("材料齐全，符合条件，同意");
        assertThat(reviewer.page().locator("main")).containsText("结果文书");
        Web.picture(reviewer.page(), "reviewer-4-approved");
        clerk.seeWordComeByItself("结果已到");
        clerk.seePaper(town, number, "result");
        clerk.open(town, number);
        Web.picture(clerk.page(), "clerk-8-result");
        passed = 5;
    }

    @Test
    @Order(6)
    void the_clerk_hands_the_result_over_by_keyboard_and_the_county_sees_it() {
        follow(6);
        clerk.pressByTab("送达");
        clerk.page().waitForURL("**/handover");
        clerk.page().waitForFunction("() => document.activeElement.id === 'relation'");
        for (int i = 0;
                i < 6 && !(Boolean) clerk.page().evaluate("() => document.activeElement.name === 'idChecked'");
                i++) {
            clerk.page().keyboard().press("Tab");
        }
        clerk.page().keyboard().press("Space");
        Web.picture(clerk.page(), "clerk-9-handover");
        clerk.page().keyboard().press("Control+Enter");
        clerk.page().waitForURL(url -> url.contains("/cases/" + number) && !url.contains("handover"));
        clerk.seeWordComeByItself("已送达");
        Web.picture(clerk.page(), "clerk-10-delivered");
        reviewer.open(county, number);
        assertThat(reviewer.page().locator(".c-facts .c-state"))
                .containsText("已送达", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        Web.picture(reviewer.page(), "reviewer-5-delivered");
        passed = 6;
    }

    @Test
    @Order(7)
    void it_staff_see_every_route_of_the_county() {
        follow(7);
        Page page = web.newPage();
        Web.signIn(page, county, "it");
        page.navigate(county.address() + "/routes");
        assertThat(page.locator("main")).containsText("汉王镇");
        assertThat(page.locator("main")).containsText("联合镇");
        Web.picture(page, "it-1-routes");
        passed = 7;
    }

    /** A step after a failed one would only fail late and say nothing new. */
    private void follow(int step) {
        assumeThat(passed).as("the step before passed").isEqualTo(step - 1);
    }

    /** One scan for each material that the sample has one for. */
    private List<Path> scans(String button) {
        int material = Integer.parseInt(button.replace("scan-", ""));
        return sample.attachments().stream()
                .filter(attachment -> attachment.material() == material)
                .map(attachment -> scan(attachment.name()))
                .toList();
    }

    private static Path scan(String name) {
        try {
            Scan scan = new Scanner(System.nanoTime()).jpeg(name, 150_000);
            Path folder = Files.createDirectories(Repository.target().resolve("acceptance/scans"));
            return Files.write(folder.resolve(scan.fileName()), scan.content());
        } catch (IOException failed) {
            throw new IllegalStateException("No scan could be made", failed);
        }
    }
}
