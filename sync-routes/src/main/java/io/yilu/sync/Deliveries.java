package io.yilu.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far what this node sent about a subject has got, for the clerk's four words. */
public interface Deliveries {

    /** The state of each subject that this node has sent anything about; others are absent. */
    Map<String, Delivery> of(Collection<String> subjects);

    /**
     * How far everything sent about one subject has got.
     *
     * @param state the least advanced of its messages
     * @param bytesPending bytes of its files that the other side has not receipted
     * @param receiptedAt when the last receipt came, this node's clock
     */
    record Delivery(
            String subject,
            State state,
            long bytesPending,
            @Nullable Instant receiptedAt) {}

    /** The clerk's truth; only a receipt moves it past SENT (law 3). */
    enum State {
        /** 已存本地: committed here, not yet given to the line. */
        STORED,
        /** 已发出: given to the line; a hint only. */
        SENT,
        /** 县已入库: committed and applied there, files still missing. */
        RECEIVED,
        /** 材料齐: applied there with every byte of every file. */
        COMPLETE,
        /** 需处理: committed there but parked or quarantined; IT staff will see to it. */
        HELD
    }
}
