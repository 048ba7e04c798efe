package io.yilu.county.broker;

/** Ends the process when going on would only look like working, so that the supervisor starts it anew. */
@FunctionalInterface
interface FatalExit {

    /** Exit status of a node whose broker died: EX_SOFTWARE. */
    int STATUS = 70;

    /** Must return at once: it is called from the threads that the orderly end may have to wait for. */
    void leave();

    /** Ends the JVM in order, or by force where that takes longer than 20 s. */
    static FatalExit ofTheJvm() {
        return () -> {
            Thread orderly = new Thread(() -> System.exit(STATUS), "broker-died-exit");
            orderly.setDaemon(true);
            orderly.start();
            Thread forced = new Thread(
                    () -> {
                        try {
                            orderly.join(20_000);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        Runtime.getRuntime().halt(STATUS);
                    },
                    "broker-died-halt");
            forced.setDaemon(true);
            forced.start();
        };
    }
}
