package io.yilu.ops.trial.report;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.check.Verdict;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.report.Timeline.Strike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report of one trial: a page that needs nothing else, and the same as JSON beside it. */
public record Report(
        String command,
        Instant began,
        long healedMillis,
        History history,
        Timeline timeline,
        List<String> notStruck,
        Verdict verdict,
        String line,
        boolean isGood) {

    public Report {
        notStruck = List.copyOf(notStruck);
    }

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public void write(Path folder, List<NodePlan> nodes) throws IOException {
        Files.writeString(folder.resolve("report.json"), JSON.writeValueAsString(asMap(nodes)));
        Files.writeString(folder.resolve("report.html"), page(nodes));
    }

    private Map<String, Object> asMap(List<NodePlan> nodes) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("line", line);
        report.put("good", isGood);
        report.put("command", command);
        report.put("began", began.toString());
        report.put("healedAtMillis", healedMillis);
        report.put("endedAtMillis", history.elapsedMillis());
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put(
                "nodes",
                nodes.stream().map(node -> node.name() + " " + node.id()).toList());
        report.put("deeds", counts());
        report.put("findings", verdict.findings());
        report.put("notStruck", notStruck);
        List<Map<String, Object>> strikes = new ArrayList<>();
        for (Strike strike : timeline.strikes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", strike.number());
            one.put("fault", strike.fault());
            one.put("node", strike.node());
            one.put("fromMillis", strike.fromMillis());
            one.put("toMillis", strike.toMillis());
            one.put("did", strike.did());
            one.put("failure", strike.failure());
            strikes.add(one);
        }
        report.put("strikes", strikes);
        return report;
    }

    /** How often each kind of deed was asked for, told, refused and left without an answer. */
    private Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        for (Deed deed : history.deeds()) {
            counts.computeIfAbsent(deed.kind().name(), any -> new LinkedHashMap<>())
                    .merge(deed.phase().name(), 1L, Long::sum);
        }
        return counts;
    }

    private String page(List<NodePlan> nodes) {
        StringBuilder html = new StringBuilder(64 * 1024);
        html.append("<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>驿路故障试验</title><style>")
                .append(STYLE)
                .append("</style><h1>驿路故障试验 <small>Yilu fault trial</small></h1>");
        html.append("<p class=\"verdict ")
                .append(isGood && notStruck.isEmpty() ? "good\">" : "bad\">")
                .append(result())
                .append("</p><pre>")
                .append(escaped(line))
                .append("</pre><p>重放 Replay: <code>")
                .append(escaped(command))
                .append("</code></p>");
        html.append("<p>开始 began ")
                .append(escaped(began.toString()))
                .append("，故障全部恢复 last fault healed ")
                .append(healedMillis / 1000)
                .append(" s，结束 ended ")
                .append(history.elapsedMillis() / 1000)
                .append(" s。")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" 核 cores, ")
                .append(escaped(System.getProperty("os.name") + " " + System.getProperty("os.arch")))
                .append(", JDK ")
                .append(escaped(System.getProperty("java.version")))
                .append("</p>");
        verdictTable(html);
        html.append("<h2>时间线 <small>Faults per node, in seconds</small></h2>")
                .append(new TimelinePicture(timeline.strikes(), nodes, history).svg())
                .append("<p>蓝：故障（指向可见做了什么），红：没有做成；绿色短线：镇上受理一件、县里办结一件。")
                .append(
                        " <small>Blue: a fault, its title says what it did; red: it could not be made. A green tick: a case")
                .append(" accepted at a town, or decided at the county.</small></p>");
        loadTable(html);
        strikeTable(html);
        return html.append("</html>").toString();
    }

    private String result() {
        if (!isGood) {
            return "没有通过 Failed";
        }
        return notStruck.isEmpty() ? "通过 Passed" : "没有出错，但有故障没有发生 Nothing went wrong, but some faults did not strike";
    }

    private void verdictTable(StringBuilder html) {
        html.append("<h2>裁判 <small>The judge</small></h2><table><tr><th>已受理 accepted<th>已到达 arrived");
        for (Wrong wrong : Wrong.values()) {
            html.append("<th>").append(wrong.name().toLowerCase(Locale.ROOT));
        }
        html.append("<tr><td>").append(verdict.accepted()).append("<td>").append(verdict.arrived());
        for (Wrong wrong : Wrong.values()) {
            html.append("<td>").append(verdict.count(wrong));
        }
        html.append("</table>");
        if (!verdict.findings().isEmpty()) {
            html.append("<ul>");
            verdict.findings()
                    .forEach(finding -> html.append("<li><b>")
                            .append(finding.wrong())
                            .append("</b> ")
                            .append(escaped(finding.subject() + ": " + finding.text())));
            html.append("</ul>");
        }
    }

    private void loadTable(StringBuilder html) {
        html.append("<h2>负载 <small>What people did</small></h2><table><tr><th>");
        for (Deed.Phase phase : Deed.Phase.values()) {
            html.append("<th>").append(phase.name().toLowerCase(Locale.ROOT));
        }
        counts().forEach((kind, phases) -> {
            html.append("<tr><th>").append(kind.toLowerCase(Locale.ROOT));
            for (Deed.Phase phase : Deed.Phase.values()) {
                html.append("<td>").append(phases.getOrDefault(phase.name(), 0L));
            }
        });
        html.append("</table>");
    }

    private void strikeTable(StringBuilder html) {
        html.append(
                "<h2>故障 <small>What each fault did</small></h2><table><tr><th>#<th>fault<th>node<th>from<th>to<th>");
        for (Strike strike : timeline.strikes()) {
            html.append("<tr><td>")
                    .append(strike.number())
                    .append("<td>")
                    .append(escaped(strike.fault()))
                    .append("<td>")
                    .append(escaped(strike.node()))
                    .append("<td>")
                    .append(strike.fromMillis() / 1000)
                    .append("<td>")
                    .append(strike.toMillis() < 0 ? "…" : strike.toMillis() / 1000)
                    .append("<td>")
                    .append(escaped(String.join("; ", strike.did())))
                    .append(strike.failure().isEmpty() ? "" : " <b>" + escaped(strike.failure()) + "</b>");
        }
        html.append("</table><p>没有发生的故障 Faults that did not strike: ")
                .append(escaped(notStruck.isEmpty() ? "无 none" : String.join(", ", notStruck)))
                .append("</p>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String STYLE = """
            body{font:15px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
            small{color:#5b6b7b;font-weight:normal}table{border-collapse:collapse;margin:.5rem 0}
            th,td{border:1px solid #cfd8e0;padding:.2rem .6rem;text-align:left;vertical-align:top}
            pre,code{background:#f2f5f8;padding:.2rem .4rem;overflow-wrap:anywhere;white-space:pre-wrap}
            .verdict{font-size:1.4rem;font-weight:bold}.good{color:#1b7f3b}.bad{color:#b3261e}svg{max-width:100%}
            """;
}
