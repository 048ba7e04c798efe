package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.MessageId;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a rebuilt township gets its tables back, over every ledger: no case keeps another one waiting (law 4). */
abstract class OwnReplayContract {

    private static final String STUCK = "610924102-20150701-0001-2";
    private static final String SOUND = "610924102-20150701-0002-0";

    private RebuiltTown town;

    abstract Ledger fresh(TickClock clock);

    @BeforeEach
    void rebuild() {
        TickClock clock = new TickClock();
        town = new RebuiltTown(fresh(clock), clock);
    }

    @Test
    void law_4_a_case_behind_a_message_that_fails_here_alone_stays_closed_until_it_is_repaired() {
        town.refuses("poison");
        town.handedBack(town.own(1, STUCK, 1, 0, "accepted"), town.own(2, STUCK, 2, 1, "answered"));
        town.handedBack(town.own(3, SOUND, 1, 0, "accepted"), town.own(4, SOUND, 2, 1, "handed over"));
        town.merge();
        town.heard(1, STUCK, 1, "poison");
        town.heard(2, STUCK, 2, "decided");
        town.heard(3, SOUND, 1, "decided");

        town.replay();

        assertThat(town.history(SOUND)).containsExactly("said accepted", "heard decided", "said handed over");
        assertThat(town.history(STUCK)).containsExactly("said accepted");
        assertThat(town.recovery().phase(RebuiltTown.COUNTY)).isEqualTo(Phase.NONE);
        assertThat(town.recovery().closed(RebuiltTown.COUNTY)).containsExactly(STUCK);
        assertThat(town.alarms())
                .filteredOn(alarm -> alarm.code().equals("YILU-RECOVERY-011"))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).contains(STUCK).doesNotContain(SOUND))
                .extracting(Alarm::times)
                .isEqualTo(1L);

        town.refuses("nothing any more");
        town.startAgain();
        town.retry(STUCK);
        town.replay();

        assertThat(town.history(STUCK))
                .containsExactly("said accepted", "heard poison", "said answered", "heard decided");
        assertThat(town.recovery().isWhole()).isTrue();
        assertThat(town.alarms()).extracting(Alarm::code).doesNotContain("YILU-RECOVERY-011");
    }

    @Test
    void a_closed_case_goes_on_without_the_message_that_a_person_gives_up_and_without_what_it_had_caused() {
        town.refuses("poison");
        MessageId poison = town.heard(1, STUCK, 1, "poison");
        town.handedBack(town.own(1, STUCK, 1, 0, "accepted"));
        town.handedBack(town.causedBy(poison, 2, STUCK, 2, 1, "answer to poison"));
        town.handedBack(town.own(3, STUCK, 3, 1, "handed over"));
        town.merge();
        town.replay();
        assertThat(town.recovery().closed(RebuiltTown.COUNTY)).containsExactly(STUCK);

        town.discard(poison);
        town.replay();

        assertThat(town.history(STUCK)).containsExactly("said accepted", "said handed over");
        assertThat(town.recovery().isWhole()).isTrue();
    }

    @Test
    void what_comes_fresh_about_a_closed_case_keeps_its_turn_and_other_cases_go_on() {
        town.refuses("poison");
        MessageId poison = town.heard(1, STUCK, 1, "poison");
        town.handedBack(town.own(1, STUCK, 1, 1, "answered"));
        town.merge();
        town.replay();

        town.discard(poison);
        town.heard(2, STUCK, 2, "fresh");
        town.heard(3, SOUND, 1, "fresh");
        town.applyFresh(STUCK, SOUND);
        assertThat(town.history(SOUND)).containsExactly("heard fresh");
        assertThat(town.history(STUCK)).as("before its own message is back").isEmpty();

        town.replay();
        assertThat(town.history(STUCK)).containsExactly("said answered", "heard fresh");
    }

    @Test
    void law_10_an_own_message_of_a_newer_release_is_kept_for_the_upgrade_and_never_dropped_silently() {
        town.handedBack(town.ofKind("case-transferred", 1, STUCK, 1));
        town.handedBack(town.own(2, STUCK, 2, 0, "after it"), town.own(3, SOUND, 1, 0, "accepted"));
        town.merge();

        town.replay();

        assertThat(town.recovery().phase(RebuiltTown.COUNTY)).isEqualTo(Phase.NONE);
        assertThat(town.recovery().closed(RebuiltTown.COUNTY)).containsExactly(STUCK);
        assertThat(town.recovery().waiting(RebuiltTown.COUNTY)).isEqualTo(2);
        assertThat(town.history(SOUND)).containsExactly("said accepted");
        assertThat(town.alarms()).extracting(Alarm::code).containsExactly("YILU-RECOVERY-011");
    }

    @Test
    void a_wait_for_files_outlives_a_restart_and_ends_once_all_that_is_needed_then_is_here() {
        byte[] scan = {1, 2, 3};
        byte[] result = {4, 5};
        town.needs(scan);
        town.handedBack(town.own(1, SOUND, 1, 0, "accepted"));
        town.merge();
        town.replay();
        assertThat(town.recovery().phase(RebuiltTown.COUNTY))
                .as("messages go on")
                .isEqualTo(Phase.NONE);
        assertThat(town.recovery().files().progress(RebuiltTown.COUNTY)).isEqualTo(new Recovery.Files(1, 3, 1, 3));

        town.startAgain();
        town.replay();
        assertThat(town.recovery().files().peers()).containsExactly(RebuiltTown.COUNTY);

        town.needs(result);
        town.brought(scan);
        town.replay();
        assertThat(town.recovery().files().progress(RebuiltTown.COUNTY))
                .as("a decision came meanwhile, and its document did not")
                .isEqualTo(new Recovery.Files(2, 5, 1, 2));
        town.brought(result);
        town.replay();
        assertThat(town.recovery().files().peers()).isEmpty();
    }

    @Test
    void a_wait_for_files_keeps_nobody_from_repairing_a_case_that_is_closed() {
        town.refuses("poison");
        town.needs(new byte[] {1});
        town.handedBack(town.own(1, STUCK, 1, 1, "answered"));
        town.merge();
        MessageId poison = town.heard(1, STUCK, 1, "poison");
        town.replay();
        assertThat(town.recovery().closed(RebuiltTown.COUNTY)).containsExactly(STUCK);

        town.discard(poison);
        town.replay();
        assertThat(town.recovery().isWhole()).isTrue();
        assertThat(town.recovery().files().peers()).containsExactly(RebuiltTown.COUNTY);
    }

    @Test
    void the_recovery_waits_for_what_has_not_come_yet() {
        town.handedBack(town.own(1, STUCK, 1, 0, "accepted"), town.own(2, STUCK, 2, 1, "answered"));
        town.merge();
        town.replay();
        assertThat(town.recovery().phase(RebuiltTown.COUNTY)).isEqualTo(Phase.REPLAYING);

        town.heard(1, STUCK, 1, "decided");
        town.replay();
        assertThat(town.recovery().isWhole()).isTrue();
    }

    @Test
    void law_4_what_was_written_after_a_message_that_both_sides_lost_is_replayed_once_nobody_can_bring_it() {
        MessageId lost = new MessageId(UUID.randomUUID());
        town.handedBack(town.own(1, STUCK, 1, 0, "accepted"), town.causedBy(lost, 2, STUCK, 2, 1, "answered at once"));
        town.handedBack(town.own(3, STUCK, 3, 1, "handed over"), town.own(4, SOUND, 1, 2, "answered"));
        town.merge();
        town.heard(1, SOUND, 1, "decided");

        town.replay();
        assertThat(town.recovery().phase(RebuiltTown.COUNTY)).as("no hello yet").isEqualTo(Phase.REPLAYING);
        town.countyWrote(2);
        town.replay();
        assertThat(town.history(STUCK)).as("number 2 may still be it").containsExactly("said accepted");
        town.heard(2, "catalogue", 1, "released");
        town.replay();

        assertThat(town.recovery().isWhole()).isTrue();
        assertThat(town.history(STUCK)).containsExactly("said accepted", "said answered at once", "said handed over");
        assertThat(town.history(SOUND)).containsExactly("heard decided", "said answered");
        assertThat(town.alarms()).extracting(Alarm::code).containsExactly("YILU-INBOX-004");

        town.heard(3, STUCK, 1, "decided anew");
        town.applyFresh(STUCK);
        assertThat(town.history(STUCK)).endsWith("heard decided anew");
    }

    @Test
    void law_4_a_case_that_was_closed_opens_although_both_sides_lost_what_its_own_message_waits_for() {
        town.refuses("poison");
        MessageId poison = town.heard(1, STUCK, 1, "poison");
        town.handedBack(town.own(1, STUCK, 1, 1, "answered"), town.own(2, STUCK, 2, 2, "handed over"));
        town.merge();
        town.countyWrote(1);
        town.replay();
        assertThat(town.recovery().closed(RebuiltTown.COUNTY)).containsExactly(STUCK);
        assertThat(town.history(STUCK))
                .as("what failed is here and can be repaired")
                .isEmpty();

        town.discard(poison);
        town.replay();

        assertThat(town.history(STUCK)).containsExactly("said answered", "said handed over");
        assertThat(town.recovery().isWhole()).isTrue();
    }

    @Test
    void law_8_what_the_other_side_says_not_to_have_is_waited_for_where_an_own_message_needs_it() {
        town.rebuildsOnlyAfter("decided");
        town.handedBack(town.own(1, STUCK, 1, 1, "handed over"));
        town.merge();
        town.countyWrote(0);

        town.replay();
        assertThat(town.recovery().closed(RebuiltTown.COUNTY)).containsExactly(STUCK);
        assertThat(town.alarms()).extracting(Alarm::code).containsExactly("YILU-RECOVERY-011");

        town.heard(1, STUCK, 1, "decided");
        town.applyFresh(STUCK);
        town.replay();
        assertThat(town.history(STUCK)).containsExactly("heard decided", "said handed over");
        assertThat(town.recovery().isWhole()).isTrue();
        assertThat(town.alarms()).isEmpty();
    }

    @Test
    void law_4_the_catalogue_that_three_hundred_cases_wait_for_is_found_behind_all_of_them() {
        List<String> cases = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> "610924102-20150701-%04d-0".formatted(i))
                .toList();
        town.rebuildsOnceItHeard("catalogue");
        for (int i = 0; i < cases.size(); i++) {
            town.handedBack(town.own(i + 1, cases.get(i), 1, 0, "accepted"));
            town.heard(i + 1, cases.get(i), 1, "decided");
        }
        town.merge();
        town.heard(301, "catalogue", 1, "released");

        town.replay();
        town.replay();

        assertThat(town.recovery().isWhole()).isTrue();
        assertThat(cases)
                .allSatisfy(
                        number -> assertThat(town.history(number)).containsExactly("said accepted", "heard decided"));
    }

    @Test
    void law_4_an_own_message_that_can_move_is_found_behind_three_hundred_that_cannot_yet() {
        town.rebuildsOnceItHeard("catalogue");
        for (int i = 1; i <= 300; i++) {
            town.handedBack(town.own(i, "610924102-20150701-%04d-0".formatted(i), 1, 0, "accepted"));
        }
        town.handedBack(town.own(301, "catalogue", 1, 0, "asked for"));
        town.merge();
        town.heard(1, "catalogue", 1, "released");

        town.replay();
        town.replay();

        assertThat(town.recovery().isWhole()).isTrue();
        assertThat(town.history("catalogue")).containsExactly("said asked for", "heard released");
    }
}
