package io.yilu.ops.trial.check;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.check.LooseEnd.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Complaints that no fault of a trial explains, from the nodes' own logs: what a node has written once stays written there,
 * also if its database is put back to an earlier day. A trial restores nothing before everything has arrived, so that not even
 * a restored node may have lost a message for good.
 */
final class Alarms {

    private static final Map<String, Kind> UNEXPLAINED = Map.of(
            "YILU-CHAIN-001", Kind.BROKEN_CHAIN,
            "YILU-CHAIN-002", Kind.BROKEN_CHAIN,
            "YILU-RECOVERY-001", Kind.GONE,
            "YILU-RECOVERY-002", Kind.GONE,
            "YILU-INBOX-004", Kind.GONE);

    private static final Pattern CODE = Pattern.compile("YILU-[A-Z]+-[0-9]{3}");
    private static final int SHOWN = 400;

    private Alarms() {}

    static List<LooseEnd> of(NodePlan node) throws IOException {
        if (!Files.exists(node.consoleLog())) {
            return List.of();
        }
        List<LooseEnd> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(node.consoleLog(), StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> complaint(line, node).ifPresent(found::add));
        }
        return found;
    }

    /** Codes are ASCII whatever else a dying process has left in the line. */
    static Optional<LooseEnd> complaint(String line, NodePlan node) {
        Matcher code = CODE.matcher(line);
        while (code.find()) {
            Kind kind = UNEXPLAINED.get(code.group());
            if (kind != null) {
                String words = line.substring(code.start());
                return Optional.of(new LooseEnd(
                        kind,
                        node.id().value(),
                        node.name() + " complains: "
                                + (words.length() <= SHOWN ? words : words.substring(0, SHOWN) + "…")));
            }
        }
        return Optional.empty();
    }
}
