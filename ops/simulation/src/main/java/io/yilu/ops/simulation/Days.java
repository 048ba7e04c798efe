package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Days and nights. At the pace of a busy hour nobody could simulate a day, so people work for some seconds and then everybody
 * sleeps, machines and all, for hours or days: what was open is found silent in the morning, and what was under way comes then.
 */
final class Days {

    private static final int MOST_NIGHTS = 3;
    private static final int LONGEST_NIGHT_HOURS = 240;
    private static final int MOST_KEPT = 10;

    private final Timeline timeline;
    private final Consumer<Parcel> deliver;
    private boolean over;

    Days(Timeline timeline, Consumer<Parcel> deliver) {
        this.timeline = timeline;
        this.deliver = deliver;
    }

    /** From now on everybody only waits for what is still to come, and nobody may sleep over that. */
    void end() {
        over = true;
    }

    /** Returns whether anybody slept. */
    boolean sleep(Duration time) {
        if (over) {
            return false;
        }
        timeline.sleep(time);
        return true;
    }

    /** Whatever the line's two directions are, they carry nothing for up to thirty days in which the town works on. */
    void cut(Blow blow, List<Weather> line, SplittableRandom random) {
        if (over) {
            return;
        }
        line.forEach(weather -> weather.refusing.begin(blow));
        nights(1 + random.nextInt(MOST_NIGHTS), random, () -> line.forEach(weather -> weather.refusing.end(blow)));
    }

    private void nights(int left, SplittableRandom random, Runnable then) {
        timeline.after(work(random), () -> {
            sleep(night(random));
            if (left > 1) {
                nights(left - 1, random, then);
            } else {
                timeline.after(work(random), then);
            }
        });
    }

    /** The next messages or receipts of a line stay somewhere on the way and arrive after a night, in any order. */
    void delay(Blow blow, List<Weather> line, SplittableRandom random) {
        if (over) {
            return;
        }
        blow.begins();
        List<Parcel> kept = new ArrayList<>();
        Consumer<Parcel> keeper = kept::add;
        for (int i = 1 + random.nextInt(MOST_KEPT); i > 0; i--) {
            line.forEach(weather -> weather.keepers.add(keeper));
        }
        arriveLate(blow, line, random, keeper, kept);
    }

    /** Nobody sleeps over this before something was kept: the line may be down just then. */
    private void arriveLate(
            Blow blow, List<Weather> line, SplittableRandom random, Consumer<Parcel> keeper, List<Parcel> kept) {
        timeline.after(work(random), () -> {
            if (kept.isEmpty() && !over) {
                arriveLate(blow, line, random, keeper, kept);
                return;
            }
            line.forEach(weather -> weather.keepers.removeIf(keeper::equals));
            boolean isLate = sleep(night(random));
            for (Parcel parcel : kept) {
                timeline.after(Duration.ofMillis(random.nextInt(20_000)), () -> deliver.accept(parcel));
                if (isLate) {
                    blow.meets();
                }
            }
        });
    }

    private static Duration work(SplittableRandom random) {
        return Duration.ofMillis(500 + random.nextInt(15_000));
    }

    private static Duration night(SplittableRandom random) {
        return Duration.ofHours(24 + random.nextInt(LONGEST_NIGHT_HOURS - 23));
    }
}
