package io.yilu.ops.trial.faults;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every fault of the design, each with how it is made here or which test makes it. */
public final class FaultList {

    private FaultList() {}

    public static List<Fault> all() {
        return Stream.of(
                        LineFaults.all(),
                        FrameFaults.all(),
                        DeathFaults.all(),
                        StallFaults.all(),
                        MessageFaults.all(),
                        HeldFaults.all(),
                        DiskFaults.all(),
                        CopyFaults.all(),
                        ClockFaults.all(),
                        OtherFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    public static Optional<Fault> named(String name) {
        return all().stream().filter(fault -> fault.name().equals(name)).findFirst();
    }

    /** The faults that a trial can strike with. */
    public static List<Fault> struck() {
        return all().stream().filter(fault -> fault.card().isStruck()).toList();
    }

    /** What {@code ops/trial --list} prints. */
    public static String table() {
        StringBuilder table = new StringBuilder();
        for (Fault fault : all()) {
            Card card = fault.card();
            table.append(String.format(
                    Locale.ROOT,
                    "%-32s law %-9s %s%s%n    design: %s%n    %s%n",
                    card.name(),
                    card.law(),
                    card.way().word(),
                    card.isStruck() ? ", at " + fault.side().words() : "",
                    card.from(),
                    card.how()));
        }
        return table.toString();
    }
}
