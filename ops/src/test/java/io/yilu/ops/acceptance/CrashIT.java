package io.yilu.ops.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.ProcessTable;
import io.yilu.ops.fleet.ProcessTable.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is left when a browser or a node ends in the middle of an application. */
@Timeout(300)
@ResourceLock(Lane.PAGES)
@ExtendWith(SharedFleet.class)
class CrashIT {

    private static final String ITEM = "农村居民最低生活保障审核确认";

    @Test
    void a_draft_survives_the_crash_of_the_browser_and_the_kill_of_the_node_whose_database_stays_behind(Fleet fleet)
            throws Exception {
        NodePlan town = fleet.plan().town("610924100");
        try (Web web = new Web()) {
            beginApplication(web, town, "储试根");
            fleet.kill(town);
            List<Entry> left = ProcessTable.databasesOf(town.dataDir());
            assertThat(left).as("the database of the killed node").hasSize(1);
            fleet.startReady(town);
            assertThat(left.get(0).isAlive()).as("the old database process").isFalse();

            ClerkPages clerk = new ClerkPages(web.newPage());
            clerk.signIn(town);
            Web.picture(clerk.page(), "clerk-11-draft-kept");
            clerk.page().locator(".t-today-side a").first().click();
            clerk.page().waitForURL("**/intake/*");
            assertThat(clerk.page().locator("[name=applicantName]")).hasValue("储试根");
            assertThat(clerk.page().locator("[name=povertyStatement]")).hasValue("两个孩子在校就读");
        }
    }

    /** Leaves as a crash does: nothing is pressed, nothing is closed in order. */
    private static void beginApplication(Web web, NodePlan town, String applicant) {
        ClerkPages clerk = new ClerkPages(web.newPage());
        clerk.signIn(town);
        clerk.findItem("db", ITEM);
        clerk.beginIntake();
        Page page = clerk.page();
        page.waitForResponse(answer -> answer.url().endsWith("/save") && answer.ok(), () -> {
            page.locator("[name=applicantName]").fill(applicant);
            page.locator("[name=povertyStatement]").fill("两个孩子在校就读");
        });
        page.context().close();
    }
}
