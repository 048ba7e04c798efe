package io.yilu.ops.trial.check;

import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One case as the intent log tells it: everything that clients meant and were told about it. */
final class ToldCase {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String number;
    private final String site;
    private final List<Deed> told = new ArrayList<>();
    private final Map<String, Deed> asked;

    private ToldCase(String number, String site, Map<String, Deed> asked) {
        this.number = number;
        this.site = site;
        this.asked = asked;
    }

    /** By case number, in the order of the log. */
    static Map<String, ToldCase> of(List<Deed> deeds) {
        Map<String, Deed> asked = new LinkedHashMap<>();
        deeds.stream()
                .filter(deed -> deed.phase() == Phase.ASKED)
                .forEach(deed -> asked.putIfAbsent(deed.intent(), deed));
        Map<String, ToldCase> cases = new LinkedHashMap<>();
        deeds.stream()
                .filter(deed -> deed.phase() == Phase.TOLD && deed.kind() == Kind.ACCEPT)
                .forEach(deed -> cases.putIfAbsent(deed.number(), new ToldCase(deed.number(), deed.node(), asked)));
        for (Deed deed : deeds) {
            ToldCase of = cases.get(deed.number());
            if (deed.phase() == Phase.TOLD && of != null) {
                of.told.add(deed);
            }
        }
        return cases;
    }

    String number() {
        return number;
    }

    String site() {
        return site;
    }

    /** What was promised, once an intent however often it was asked. */
    List<Deed> told(Kind kind) {
        Set<String> intents = new LinkedHashSet<>();
        return told.stream()
                .filter(deed -> deed.kind() == kind && intents.add(deed.intent()))
                .toList();
    }

    /** All that was promised, as it was told. */
    List<Deed> inOrder() {
        return List.copyOf(told);
    }

    JsonNode wanted(Deed toldDeed, String fact) {
        Deed before = asked.get(toldDeed.intent());
        return before == null
                ? JSON.nullNode()
                : JSON.valueToTree(before.facts().get(fact));
    }

    Optional<Deed> accepted() {
        return told(Kind.ACCEPT).stream().findFirst();
    }

    Optional<Deed> decision() {
        return told(Kind.DECISION).stream().findFirst();
    }

    /** What the node answered to it, beside its yes. */
    static JsonNode answered(Deed toldDeed, String fact) {
        return JSON.valueToTree(toldDeed.facts().get(fact));
    }

    /** The form as it was handed in last; an answer without one leaves it as it is. */
    JsonNode lastForm() {
        return handedIn()
                .map(deed -> wanted(deed, "form"))
                .filter(JsonNode::isObject)
                .reduce((earlier, later) -> later)
                .orElse(JSON.nullNode());
    }

    /** Every scan that was handed in, by material, under the name with which its town answered. */
    List<Paper> papers() {
        return handedIn()
                .flatMap(deed -> wanted(deed, "files").valueStream().map(file -> paper(file, answered(deed, "files"))))
                .sorted(Comparator.comparingInt(Paper::seq))
                .toList();
    }

    private Stream<Deed> handedIn() {
        return Stream.concat(accepted().stream(), told(Kind.SUPPLEMENT).stream());
    }

    private static Paper paper(JsonNode file, JsonNode answered) {
        int seq = file.path("seq").asInt();
        String sha256 = file.path("sha256").asString("");
        String name = answered.valueStream()
                .filter(one -> one.path("seq").asInt() == seq
                        && one.path("sha256").asString("").equals(sha256))
                .map(one -> one.path("fileName").asString(""))
                .findFirst()
                .orElse("");
        return new Paper(seq, name, sha256, file.path("size").asLong(-1));
    }
}
