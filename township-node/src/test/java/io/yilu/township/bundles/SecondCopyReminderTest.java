package io.yilu.township.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.identity.DemoProperties;
import io.yilu.sync.Alarms;
import io.yilu.sync.BundleDesk;
import io.yilu.township.trial.TownshipTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TownshipTest
class SecondCopyReminderTest {

    @Autowired
    BundleDesk desk;

    @Autowired
    Alarms alarms;

    @Test
    void a_site_without_a_second_disk_is_alarmed_and_a_demo_is_not() {
        assertThat(desk.isSecondCopyPlanned()).isFalse();

        new SecondCopyReminder(desk, alarms, new DemoProperties(false)).look();
        assertThat(alarms.open())
                .filteredOn(alarm -> alarm.code().equals("YILU-BUNDLE-017"))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).contains("另一块盘", "yilu.bundle.second-copy.directory"));

        new SecondCopyReminder(desk, alarms, new DemoProperties(true)).look();
        assertThat(alarms.open()).extracting(Alarms.Alarm::code).doesNotContain("YILU-BUNDLE-017");
    }
}
