package io.yilu.ops.trial.faults;

import java.time.Duration;

/**
 * Between the faults of several nodes: who puts back a node to yesterday needs a while in which everything arrives, so the
 * strikes that are under way end and no other begins. One restore at a time: what a town and the county lose together is lost
 * on any machine.
 */
public final class Truce {

    private int striking;
    private int declared;
    private boolean isRestoring;

    /** A strike begins, once there is no truce. */
    public synchronized void begin() throws InterruptedException {
        while (declared > 0) {
            wait();
        }
        striking++;
    }

    public synchronized void end() {
        striking--;
        notifyAll();
    }

    /** One that strikes becomes the one that restores; while it waits for that, it stands in the way of no truce. */
    synchronized void beginRestore() throws InterruptedException {
        striking--;
        notifyAll();
        try {
            while (isRestoring) {
                wait();
            }
            isRestoring = true;
        } finally {
            striking++;
        }
    }

    synchronized void endRestore() {
        isRestoring = false;
        notifyAll();
    }

    /** Returns whether all others that struck have ended within the time; the truce holds in any case. */
    synchronized boolean declare(Duration within) throws InterruptedException {
        declared++;
        long end = System.nanoTime() + within.toNanos();
        while (striking > 1 && System.nanoTime() - end < 0) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return striking <= 1;
    }

    synchronized void lift() {
        declared--;
        notifyAll();
    }
}
