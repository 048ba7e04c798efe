package io.yilu.ops.rehearsal;

/** What was counted on the way; every number is counted from what a node answered, not from what was sent. */
public final class Tally {

    private int accepted;
    private int arrived;
    private int files;
    private int filesEqual;
    private int decided;
    private int returned;
    private int delivered;

    void accept() {
        accepted++;
    }

    void arrive() {
        arrived++;
    }

    void compareFile(boolean isEqual) {
        files++;
        if (isEqual) {
            filesEqual++;
        }
    }

    void decide() {
        decided++;
    }

    void comeBack() {
        returned++;
    }

    void deliver() {
        delivered++;
    }

    /** Whether every case went the whole way with every byte. */
    public boolean allAgree(int cases) {
        return cases > 0
                && accepted == cases
                && arrived == cases
                && decided == cases
                && returned == cases
                && delivered == cases
                && files > 0
                && filesEqual == files;
    }

    /** The closing line of {@code ops/demo --check}. */
    public String line() {
        return "demo check: accepted=%d arrived=%d files_equal=%d decided=%d returned=%d delivered=%d"
                .formatted(accepted, arrived, filesEqual, decided, returned, delivered);
    }
}
