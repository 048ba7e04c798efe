package io.yilu.ops.trial.faults;

import static io.yilu.ops.trial.faults.Look.PATIENCE;
import static io.yilu.ops.trial.faults.Look.isSeen;
import static io.yilu.ops.trial.faults.Look.require;

import io.yilu.ops.trial.faults.Card.Way;
import io.yilu.ops.trial.line.Weather;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the county puts aside until a person decides; in a trial its IT staff do, over the repairs API. */
final class HeldFaults {

    private static final String POISON = "applying@";
    private static final String OTHER_BYTES = "other-bytes";
    private static final String CONFLICT = "YILU-INBOX-002";
    /** What is said while the line is cut is lost, but not so often in a row. */
    private static final int TRIES = 8;

    private static final Duration COMES_WITHIN = Duration.ofSeconds(40);

    private HeldFaults() {}

    static List<Fault> all() {
        return List.of(poison(), sameIdOtherBytes());
    }

    private static Fault poison() {
        Card card = new Card(
                "poison-message",
                "4, 11",
                "a poison message before 1,000 good ones",
                Way.NEAR,
                "the county fails for good to apply one case; it must stay put aside while the next one of the same town"
                        + " arrives; then the cause goes and IT staff have it tried again over the repairs API. Before 1,000 good"
                        + " ones: law_4_a_message_that_fails_for_good_stops_its_own_case_only_and_the_town_sees_it_held");
        return Fault.ofTown(card, scene -> {
            Optional<String> number = HeldBack.acceptedCase(scene);
            if (number.isEmpty()) {
                scene.line().set(Weather.FAIR);
                scene.miss("no clerk came");
                return;
            }
            String point = POISON + number.get();
            ItStaff staff = new ItStaff(scene.county(), scene.town());
            scene.fleet().arm(scene.county(), point, "fail");
            scene.line().set(Weather.FAIR);
            try {
                if (!isSeen(() -> !staff.failed(number.get()).isEmpty(), PATIENCE)) {
                    scene.miss(number.get() + " did not come to the county within " + PATIENCE.toSeconds() + " s");
                    return;
                }
                scene.say(number.get() + " is put aside");
                requireOthersGoOn(scene, staff);
                require(
                        isSeen(() -> !staff.failed(number.get()).isEmpty(), PATIENCE)
                                && isSeen(
                                        () -> staff.seen(number.get(), scene.reviewerOf(number.get()))
                                                .isEmpty(),
                                        PATIENCE),
                        number.get() + " is not put aside any more though nobody mended it");
            } finally {
                scene.fleet().disarm(scene.county(), point);
                repair(scene, staff, number.get());
            }
        });
    }

    private static void requireOthersGoOn(Scene scene, ItStaff staff) throws InterruptedException {
        Optional<String> next = scene.awaitAccepted(COMES_WITHIN);
        if (next.isEmpty()) {
            scene.miss("no other case was handed in that could come past it");
            return;
        }
        require(
                isSeen(
                        () -> staff.seen(next.get(), scene.reviewerOf(next.get()))
                                .isPresent(),
                        PATIENCE),
                next.get() + ", handed in later at the same town, does not get past it");
        scene.say(next.get() + " came past it");
    }

    private static void repair(Scene scene, ItStaff staff, String number) throws InterruptedException {
        boolean isApplied = isSeen(
                () -> {
                    for (JsonNode message : staff.failed(number)) {
                        staff.retry(message, "试验：原因已经排除");
                    }
                    return staff.seen(number, scene.reviewerOf(number)).isPresent();
                },
                PATIENCE);
        require(isApplied, number + " was tried again and is not applied");
        scene.say("IT staff had it tried again, and it is applied");
    }

    private static Fault sameIdOtherBytes() {
        Card card = new Card(
                "same-id-other-payload",
                "2, 11",
                "same id with another payload",
                Way.EXACT,
                "by its own order the township says a case again, which the county has, under the same id with another"
                        + " applicant; it must be held and counted; IT staff keep the first over the repairs API");
        return Fault.ofTown(card, scene -> {
            Optional<String> number = scene.awaitAccepted(COMES_WITHIN);
            ItStaff staff = new ItStaff(scene.county(), scene.town());
            if (number.isEmpty()
                    || !isSeen(
                            () -> staff.seen(number.get(), scene.reviewerOf(number.get()))
                                    .isPresent(),
                            PATIENCE)) {
                scene.miss("no case came to the county that could be said again");
                return;
            }
            try {
                if (isHeldOnceSaid(scene, staff, number.get())) {
                    boolean isCounted = isSeen(() -> staff.refusals(CONFLICT) > 0, Duration.ofSeconds(5));
                    scene.say(number.get() + " came again with other bytes and is held"
                            + (isCounted ? " and counted" : "; the count went with a restart of the county"));
                } else {
                    int times = scene.fleet().done(scene.town(), OTHER_BYTES).size();
                    require(
                            times == 0,
                            number.get() + " was said again with other bytes " + times + " times and is not held");
                    scene.miss("the town did not say " + number.get() + " again; it was started anew, perhaps");
                }
            } finally {
                scene.fleet().disarm(scene.town(), OTHER_BYTES);
                settle(scene, staff, number.get());
            }
        });
    }

    private static boolean isHeldOnceSaid(Scene scene, ItStaff staff, String number)
            throws IOException, InterruptedException {
        scene.fleet().forgetDone(scene.town(), OTHER_BYTES);
        for (int i = 1; i <= TRIES; i++) {
            scene.fleet().arm(scene.town(), OTHER_BYTES, number + " " + i);
            if (isSeen(() -> !staff.conflicts(number).isEmpty(), COMES_WITHIN.dividedBy(2))) {
                return true;
            }
        }
        return false;
    }

    private static void settle(Scene scene, ItStaff staff, String number) throws InterruptedException {
        boolean isSettled = isSeen(
                () -> {
                    for (JsonNode conflict : staff.conflicts(number)) {
                        staff.keepFirst(conflict, "试验：先到的为准");
                        scene.say("IT staff kept the first");
                    }
                    return staff.conflicts(number).isEmpty();
                },
                PATIENCE);
        require(isSettled, "The conflict about " + number + " cannot be settled");
    }
}
