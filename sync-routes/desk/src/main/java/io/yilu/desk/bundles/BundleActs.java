package io.yilu.desk.bundles;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.live.LiveUpdates;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.BundleJob;
import java.io.IOException;
import java.io.InputStream;

/** Exports and imports as people ask for them, each in the audit log with what came of it. */
public final class BundleActs {

    private final BundleDesk desk;
    private final AuditLog audit;
    private final LiveUpdates live;

    BundleActs(BundleDesk desk, AuditLog audit, LiveUpdates live) {
        this.desk = desk;
        this.audit = audit;
        this.live = live;
    }

    /**
     * Writes everything that waits for a site.
     *
     * @param toStick to the stick of this machine, else to be downloaded
     */
    public BundleJob export(NodeId site, boolean toStick, SignedInUser user) {
        return desk.export(site, toStick, job -> ended(job, Act.BUNDLE_EXPORTED, site.value(), user));
    }

    /**
     * Takes in every part on the stick of this machine.
     *
     * @param lastCopyReason why the sender's machine is lost, if it is; blank otherwise
     */
    public BundleJob importStick(String lastCopyReason, SignedInUser user) {
        boolean vouched = vouched("stick", lastCopyReason);
        return desk.importStick(vouched, job -> ended(job, Act.BUNDLE_IMPORTED, "stick", user));
    }

    /** The same for one part, sent as it is. */
    public BundleJob importUpload(InputStream content, String lastCopyReason, SignedInUser user) throws IOException {
        boolean vouched = vouched("upload", lastCopyReason);
        return desk.importUpload(content, vouched, job -> ended(job, Act.BUNDLE_IMPORTED, "upload", user));
    }

    /** Makes the second copy of never-synced work now. */
    public BundleJob makeSecondCopy(SignedInUser user) {
        return desk.makeSecondCopy(job -> ended(job, Act.BUNDLE_EXPORTED, "second-copy", user));
    }

    /** With a reason somebody vouches that the sender's machine is lost; that stays in the log whatever comes of it. */
    private boolean vouched(String from, String reason) {
        if (reason.isBlank()) {
            return false;
        }
        audit.record(Act.LAST_COPY_VOUCHED, from, "", reason);
        return true;
    }

    private void ended(BundleJob job, Act act, String subject, SignedInUser user) {
        audit.recordOf(user.username(), act, subject, job.summary());
        live.publish("link");
    }
}
