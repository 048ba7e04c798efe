package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.Refusals.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A node that lost its history believes of it what it wrote itself, and nothing else that anybody hands back to it. */
class HandBackLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final NodeId OTHER_TOWN = NodeId.of("610924100");

    private final TickClock clock = new TickClock();
    private final BadLine line = new BadLine(1, 0, 0);
    private final TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    @Test
    void law_8_a_town_cannot_put_words_into_the_mouth_of_a_county_that_was_restored() {
        talk(1, 5);
        TestNode.Backup yesterday = county.backup();
        talk(6, 9);
        Map<String, List<String>> today = county.backup().history();
        county.restore(yesterday);
        line.delay("HandedBack");
        run(160);

        Envelope real = wordsOfTheCounty(2).get(0);
        CaseNumber foreign = CaseNumber.of(OTHER_TOWN, LocalDate.of(2015, 7, 1), 1);
        handBack(
                real.withPayload(saying(real, "approved")),
                real.from(new MessageId(UUID.randomUUID()), NodeId.COUNTY),
                invented(real, real.subject(), 100, real.subjectSequence()),
                invented(real, foreign.value(), 101, 1),
                real.marked(""),
                real.marked(wordsOfTheCounty(2).get(1).lineage().mark()));
        line.delay("");
        run(200);

        assertThat(county.history()).as("what it wrote itself, and no more").isEqualTo(today);
        assertThat(county.ledger().recovery().open()).isEmpty();
        assertThat(county.refusals().all())
                .filteredOn(refusal -> refusal.code().equals("YILU-RECOVERY-009"))
                .singleElement()
                .extracting(Refusal::peer)
                .isEqualTo(TOWN);
        assertThat(county.ledger().alarms().open()).extracting(Alarm::code).contains("YILU-RECOVERY-009");
    }

    @Test
    void law_8_what_a_town_claims_to_have_from_a_county_that_lost_nothing_is_alarmed_and_not_believed() {
        talk(1, 5);
        Map<String, List<String>> before = county.backup().history();
        Envelope real = wordsOfTheCounty(0).get(0);
        town.ledger().inbox().store(invented(real, real.subject(), 1_000, 1_000), clock.instant());
        line.cut(true);
        run(200);
        line.cut(false);
        run(300);

        assertThat(county.history()).isEqualTo(before);
        assertThat(county.ledger().recovery().open()).isEmpty();
        assertThat(county.ledger().alarms().open())
                .extracting(Alarm::code)
                .contains("YILU-RECOVERY-009", "YILU-RECOVERY-010");
        talk(6, 7);
        assertThat(town.history().get(number(6).value())).contains("heard word 6");
    }

    /** The next word of the county about a case, as a town would write it that wants to decide by itself. */
    private static Envelope invented(Envelope like, String subject, long sequence, long subjectSequence) {
        return new Envelope(
                new MessageId(UUID.randomUUID()),
                NodeId.COUNTY,
                TOWN,
                sequence,
                subject,
                subjectSequence,
                like.type(),
                like.schemaVersion(),
                like.createdAt(),
                new Lineage(0, null, Lineage.GENESIS, like.lineage().mark()),
                List.of(),
                saying(like, "approved"));
    }

    private static JsonNode saying(Envelope like, String step) {
        ObjectNode payload = like.payload().deepCopy().asObject();
        return payload.put("step", step);
    }

    private void handBack(Envelope... envelopes) {
        long after = county.ledger().recovery().fetchedThrough(TOWN);
        county.take(TOWN, new Frame.HandedBack(after, List.of(envelopes), false));
    }

    /** What the town holds of the county from that place on. */
    private List<Envelope> wordsOfTheCounty(int from) {
        List<Envelope> all = town.ledger().inbox().history(NodeId.COUNTY, 0, 100);
        return all.subList(from, all.size());
    }

    private void talk(int from, int to) {
        for (int i = from; i <= to; i++) {
            town.say(NodeId.COUNTY, number(i), "step " + i);
            run(20);
            county.say(TOWN, number(i), "word " + i);
            run(20);
        }
    }

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), ordinal);
    }
}
