package io.yilu.township.bundles;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.live.LiveUpdates;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.BundleJob;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Service;

/** Exports and imports as the window asks for them, each in the audit log with what came of it. */
@Service
class BundleActs {

    private final BundleDesk desk;
    private final AuditLog audit;
    private final LiveUpdates live;

    BundleActs(BundleDesk desk, AuditLog audit, LiveUpdates live) {
        this.desk = desk;
        this.audit = audit;
        this.live = live;
    }

    BundleJob export(boolean toStick, SignedInUser user) {
        return desk.export(NodeId.COUNTY, toStick, job -> ended(job, Act.BUNDLE_EXPORTED, user));
    }

    BundleJob importStick(SignedInUser user) {
        return desk.importStick(false, job -> ended(job, Act.BUNDLE_IMPORTED, user));
    }

    BundleJob importUpload(InputStream content, SignedInUser user) throws IOException {
        return desk.importUpload(content, false, job -> ended(job, Act.BUNDLE_IMPORTED, user));
    }

    BundleJob makeSecondCopy(SignedInUser user) {
        return desk.makeSecondCopy(job -> ended(job, Act.BUNDLE_EXPORTED, user));
    }

    private void ended(BundleJob job, Act act, SignedInUser user) {
        audit.recordOf(user.username(), act, NodeId.COUNTY.value(), job.summary());
        live.publish("link");
    }
}
