package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Snapshot.SeenCase;
import io.yilu.ops.trial.check.Verdict.Wrong;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Compares a case as one node shows it with what people handed in, wrote and decided. */
final class ContentCheck {

    private static final List<String> APPLICANT = List.of("name", "idType", "idNumber", "phone");

    private final ToldCase told;
    private final SeenCase seen;
    private final Place place;
    private final Findings findings;

    ContentCheck(ToldCase told, SeenCase seen, Place place, Findings findings) {
        this.told = told;
        this.seen = seen;
        this.place = place;
        this.findings = findings;
    }

    /** Where it is looked at. */
    enum Place {
        /** Shows applicant and form in clear to a reviewer who asks, and the collector masked. */
        COUNTY("the county"),
        /** Shows the applicant masked and the form not at all, and the collector in clear. */
        TOWN("its town");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    void judge() {
        Deed accepted = told.accepted().orElseThrow();
        compare("item", told.wanted(accepted, "itemCode"), seen.view().path("itemCode"));
        if (!seen.view().path("site").asString("").equals(told.site())) {
            corrupted("says it came from " + seen.view().path("site"));
        }
        applicant(told.wanted(accepted, "applicant"));
        if (place == Place.COUNTY) {
            compare("form", told.lastForm(), seen.view().path("form"));
        }
        new PaperCheck(told, seen, place.words, findings).judge();
        new DateCheck(told, seen, place.words, findings).judge();
        sentences();
        told.decision().ifPresent(this::decision);
        told.told(Kind.HANDOVER).stream().findFirst().ifPresent(this::handover);
    }

    private void applicant(JsonNode wanted) {
        JsonNode here = seen.view().path("applicant");
        for (String field : APPLICANT) {
            if (place == Place.COUNTY) {
                compare("applicant's " + field, wanted.path(field), here.path(field));
            } else {
                compareMasked("applicant's " + field, wanted.path(field), here.path(field));
            }
        }
    }

    /** What was written on the way and is kept nowhere but in the case's history. */
    private void sentences() {
        said(Kind.CORRECTION, this::correctionWords);
        said(Kind.SUPPLEMENT, deed -> List.of(text(deed, "remark")));
        said(
                Kind.DECISION,
                deed -> List.of(
                        text(deed, "opinion"), String.valueOf(deed.facts().get("resultNumber"))));
        said(Kind.HANDOVER, deed -> List.of(text(deed, "relation")));
    }

    /** The town's clerk reads every line of it, the county's reviewer only the opinion. */
    private List<String> correctionWords(Deed deed) {
        return place == Place.COUNTY
                ? List.of(text(deed, "opinion"))
                : Stream.concat(
                                Stream.of(text(deed, "opinion")),
                                told.wanted(deed, "corrections")
                                        .valueStream()
                                        .map(line -> line.path("text").asString("")))
                        .toList();
    }

    private void said(Kind kind, Function<Deed, List<String>> words) {
        List<String> sentences = seen.entries(kind.step()).stream()
                .map(one -> one.path("text").asString(""))
                .toList();
        List<Deed> deeds = told.told(kind);
        // Where one is missing or too much, the order of steps says so.
        for (int i = 0; i < Math.min(sentences.size(), deeds.size()); i++) {
            for (String word : words.apply(deeds.get(i))) {
                if (!sentences.get(i).contains(word)) {
                    corrupted("tells of " + kind.step() + " without “" + word + "”: " + sentences.get(i));
                }
            }
        }
    }

    private String text(Deed deed, String fact) {
        return told.wanted(deed, fact).asString("");
    }

    private void decision(Deed decision) {
        JsonNode here = seen.view().path("decision");
        JsonNode document = ToldCase.answered(decision, "document");
        boolean isHere = here.isObject()
                && here.path("documentHere").asBoolean(false)
                && seen.files().containsKey(document.path("sha256").asString(""));
        if (!isHere) {
            findings.add(
                    place == Place.COUNTY ? Wrong.LOST : Wrong.UNRETURNED,
                    told.number(),
                    "It was decided at the county; the result is not at " + place.words + ".");
            return;
        }
        for (String field : List.of("outcome", "opinion", "reasons")) {
            compare("decision's " + field, told.wanted(decision, field), here.path(field));
        }
        compare("result number", ToldCase.answered(decision, "resultNumber"), here.path("resultNumber"));
        compare("result document", document, here.path("document"));
    }

    private void handover(Deed handover) {
        JsonNode here = seen.view().path("handedOver");
        if (!here.isObject()) {
            findings.add(Wrong.LOST, told.number(), "It was handed over; " + place.words + " does not say to whom.");
            return;
        }
        compareMasked("collector", told.wanted(handover, "collectorName"), here.path("collectorName"));
        for (String field : List.of("relation", "idChecked")) {
            compare("handover's " + field, told.wanted(handover, field), here.path(field));
        }
    }

    private void compare(String what, JsonNode wanted, JsonNode there) {
        if (!Sameness.same(wanted, there)) {
            differs(what, wanted, there);
        }
    }

    private void compareMasked(String what, JsonNode wanted, JsonNode there) {
        if (!Masked.fits(wanted.asString(""), there.asString(""))) {
            differs(what, wanted, there);
        }
    }

    private void differs(String what, JsonNode wanted, JsonNode there) {
        corrupted("has another " + what + " than was said to it: " + Sameness.hint(wanted, there) + ", now "
                + Sameness.hint(there, wanted));
    }

    private void corrupted(String text) {
        findings.add(
                Wrong.CORRUPTED,
                told.number(),
                Character.toUpperCase(place.words.charAt(0)) + place.words.substring(1) + " " + text + ".");
    }
}
