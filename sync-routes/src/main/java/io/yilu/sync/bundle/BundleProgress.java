package io.yilu.sync.bundle;

/** How far an export or an import is, for whoever watches. */
public final class BundleProgress {

    private volatile long messages;
    private volatile long bytes;
    private volatile int parts;

    /** Messages so far. */
    public long messages() {
        return messages;
    }

    /** Bytes of messages and files so far. */
    public long bytes() {
        return bytes;
    }

    /** Parts that are done. */
    public int parts() {
        return parts;
    }

    synchronized void wrote(long moreMessages, long moreBytes) {
        messages += moreMessages;
        bytes += moreBytes;
    }

    synchronized void partDone() {
        parts++;
    }
}
