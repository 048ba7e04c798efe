package io.yilu.township.bundles;

import io.yilu.node.identity.DemoProperties;
import io.yilu.sync.Alarms;
import io.yilu.sync.BundleDesk;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Alarms while this site has no second disk for what was never synced: whoever never set one up would learn it from the loss. */
@Component
class SecondCopyReminder {

    private static final String ALARM = "YILU-BUNDLE-017";

    private final BundleDesk desk;
    private final Alarms alarms;
    private final DemoProperties demo;

    SecondCopyReminder(BundleDesk desk, Alarms alarms, DemoProperties demo) {
        this.desk = desk;
        this.alarms = alarms;
        this.demo = demo;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void look() {
        if (desk.isSecondCopyPlanned() || demo.demo()) {
            alarms.clear(ALARM, null);
            return;
        }
        alarms.raise(
                ALARM,
                null,
                "没有设置备份盘：还没送到县里的办件只有本机一份，机器坏了就没有了。请插上另一块盘或U盘，在配置里写上"
                        + " yilu.bundle.second-copy.directory=盘上的目录，再重启本机服务。"
                        + " No backup disk is set up: what was never synced is on this machine only. Plug in another disk, set"
                        + " yilu.bundle.second-copy.directory to a directory on it and start the node again.");
    }
}
