package io.yilu.sync.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks an incoming stream from its mark as far as it goes without a gap, checking the hash chain link by link. */
public final class StreamWalk {

    private final List<Long> broken = new ArrayList<>();
    private long through;
    private String chain;
    private boolean ended;

    /** @param chain at the mark; empty if the next link cannot be checked */
    public StreamWalk(long through, String chain) {
        this.through = through;
        this.chain = chain;
    }

    /** Takes the next message; does nothing once there was a gap. */
    public void step(Link link) {
        if (ended || link.sequence() != through + 1) {
            ended = true;
            return;
        }
        String digest = link.digest();
        if (digest != null
                && !chain.isEmpty()
                && !StreamChain.next(chain, digest).equals(link.chain())) {
            broken.add(link.sequence());
        }
        through = link.sequence();
        // What follows a message that stands for a lost one was chained to the lost one.
        chain = link.type().equals(RecoveryLedger.LOST) ? "" : link.chain();
    }

    public long through() {
        return through;
    }

    public String chain() {
        return chain;
    }

    public List<Long> broken() {
        return List.copyOf(broken);
    }

    /** @param digest of the message, or null where only its chain is known */
    public record Link(long sequence, @Nullable String digest, String chain, String type) {}
}
