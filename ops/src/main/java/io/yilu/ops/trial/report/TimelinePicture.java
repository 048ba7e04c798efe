package io.yilu.ops.trial.report;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.report.Timeline.Strike;
import java.util.List;
import java.util.Locale;

/** The timeline as a picture: a row a node, a bar a fault, a tick each case that was accepted there or decided. */
final class TimelinePicture {

    private static final int LEFT = 110;
    private static final int WIDTH = 900;
    private static final int ROW = 34;

    private final List<Strike> strikes;
    private final List<NodePlan> nodes;
    private final History history;
    private final long end;

    TimelinePicture(List<Strike> strikes, List<NodePlan> nodes, History history) {
        this.strikes = strikes;
        this.nodes = nodes;
        this.history = history;
        this.end = Math.max(1, history.elapsedMillis());
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        int height = (nodes.size() + 1) * ROW;
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"timeline\" font-size=\"11\">",
                LEFT + WIDTH + 20,
                height + 20,
                LEFT + WIDTH + 20));
        for (int row = 0; row < nodes.size(); row++) {
            node(svg, nodes.get(row), row * ROW + 4);
        }
        long step = Math.max(10_000, end / 10 / 10_000 * 10_000);
        for (long at = 0; at <= end; at += step) {
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" fill=\"#5b6b7b\">%d s</text>", x(at), height, at / 1000));
        }
        return svg.append("</svg>").toString();
    }

    private void node(StringBuilder svg, NodePlan node, int y) {
        svg.append(String.format(Locale.ROOT, "<text x=\"0\" y=\"%d\">%s</text>", y + 14, Report.escaped(node.name())));
        svg.append(String.format(
                Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" fill=\"#eef2f6\"/>", LEFT, y, WIDTH));
        for (Strike strike : strikes) {
            if (strike.node().equals(node.name())) {
                bar(svg, strike, y);
            }
        }
        for (Deed deed : history.deeds()) {
            boolean shown = deed.phase() == Phase.TOLD
                    && deed.node().equals(node.id().value())
                    && (deed.kind() == Kind.ACCEPT || deed.kind() == Kind.DECISION);
            if (shown) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"1\" height=\"6\" fill=\"#1b7f3b\"/>",
                        x(deed.atMillis()),
                        y + 20));
            }
        }
    }

    private void bar(StringBuilder svg, Strike strike, int y) {
        long to = strike.toMillis() < 0 ? end : strike.toMillis();
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\" opacity=\".8\"><title>%d %s: %s</title>"
                        + "</rect><text x=\"%.1f\" y=\"%d\" fill=\"#fff\">%d</text>",
                x(strike.fromMillis()),
                y,
                Math.max(2, x(to) - x(strike.fromMillis())),
                strike.failure().isEmpty() ? "#2b6cb0" : "#b3261e",
                strike.number(),
                Report.escaped(strike.fault()),
                Report.escaped(String.join("; ", strike.did())),
                x(strike.fromMillis()) + 1,
                y + 13,
                strike.number()));
    }

    private double x(long atMillis) {
        return LEFT + (double) WIDTH * atMillis / end;
    }
}
