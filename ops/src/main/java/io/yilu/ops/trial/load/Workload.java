package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.Deadline;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.load.CaseErrand.Step;
import io.yilu.ops.trial.load.Gate.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All people of a trial at work: a few threads carry every case from step to step, whatever the nodes are doing. */
public final class Workload implements AutoCloseable {

    private static final int PEOPLE = 8;
    private static final long SHORTEST_MILLIS = 700;
    private static final long LONGEST_MILLIS = 6000;

    private final List<CaseErrand> errands = new ArrayList<>();
    private final PriorityQueue<CaseErrand> toCome =
            new PriorityQueue<>(Comparator.comparing(errand -> errand.plan().at()));
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::dueMillis));
    private final List<Thread> people = new ArrayList<>();
    private final History history;
    private final Gate gate = new Gate();
    private volatile Supplier<Duration> pace;
    private volatile boolean closing;
    private volatile long lastMoveMillis;

    /** When a case is looked at again; the pause grows while nothing moves. */
    private record Turn(CaseErrand errand, long dueMillis, long pauseMillis) {}

    public Workload(long seed, FleetPlan plan, int cases, int megabytes, Duration within, History history) {
        this.history = history;
        this.pace = () -> Duration.ofMillis(history.elapsedMillis());
        Office office = new Office(plan.county(), history, gate);
        for (PlannedCase planned : WorkPlan.draw(seed, plan.towns(), cases, megabytes, within)) {
            CaseErrand errand = new CaseErrand(planned, office, seed);
            errands.add(errand);
            toCome.add(errand);
        }
    }

    public Gate gate() {
        return gate;
    }

    /** People come as their time is reached by this, which may be slower than the clock. */
    public void keepPaceWith(Supplier<Duration> reached) {
        pace = reached;
    }

    public void start() {
        for (int i = 0; i < PEOPLE; i++) {
            Thread person = new Thread(this::work, "person-" + i);
            person.setDaemon(true);
            people.add(person);
            person.start();
        }
    }

    private void work() {
        try {
            while (!closing) {
                Turn turn = due();
                if (turn == null) {
                    Deadline.pause(Duration.ofMillis(50));
                    continue;
                }
                boolean moved = turn.errand().advance();
                if (moved) {
                    lastMoveMillis = history.elapsedMillis();
                }
                if (turn.errand().step() != Step.DONE && turn.errand().step() != Step.STUCK) {
                    long pause = moved ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, turn.pauseMillis() * 3 / 2);
                    long jitter = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
                    back(new Turn(turn.errand(), history.elapsedMillis() + pause / 2 + jitter, pause));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Turn due() {
        Turn next = turns.peek();
        if (next != null && next.dueMillis() <= history.elapsedMillis()) {
            return turns.poll();
        }
        CaseErrand coming = coming();
        return coming == null ? null : new Turn(coming, 0, SHORTEST_MILLIS);
    }

    private @Nullable CaseErrand coming() {
        CaseErrand next = toCome.peek();
        if (next == null) {
            return null;
        }
        if (next.plan().at().compareTo(pace.get()) <= 0) {
            return toCome.poll();
        }
        CaseErrand called = toCome.stream()
                .map(CaseErrand::plan)
                .map(PlannedCase::town)
                .distinct()
                .flatMap(town -> gate.called(town).map(who -> comingTo(town, who)).stream())
                .findFirst()
                .orElse(null);
        if (called != null) {
            toCome.remove(called);
            gate.came(called.plan().town());
        }
        return called;
    }

    private CaseErrand comingTo(NodePlan town, Wanted who) {
        Comparator<CaseErrand> order = switch (who) {
            case NEXT -> Comparator.comparing(errand -> errand.plan().at());
            case BIGGEST_SCAN -> Comparator.comparing(errand -> -errand.plan().biggestScan());
        };
        return toCome.stream()
                .filter(errand -> errand.plan().town().equals(town))
                .min(order)
                .orElseThrow();
    }

    private synchronized void back(Turn turn) {
        turns.add(turn);
    }

    public boolean isDone() {
        return errands.stream().allMatch(errand -> errand.step() == Step.DONE);
    }

    /** Nothing more can come of it: all are done, or refused for good. */
    public boolean isOver() {
        return errands.stream().allMatch(errand -> errand.step() == Step.DONE || errand.step() == Step.STUCK);
    }

    /** When a case last moved, in milliseconds of the trial. */
    public long lastMoveMillis() {
        return lastMoveMillis;
    }

    /** How many cases stand at each step. */
    public Map<String, Long> standing() {
        Map<Step, Long> counts = new EnumMap<>(Step.class);
        errands.forEach(errand -> counts.merge(errand.step(), 1L, Long::sum));
        Map<String, Long> named = new java.util.LinkedHashMap<>();
        counts.forEach((step, count) -> named.put(step.name(), count));
        return named;
    }

    /** What keeps the cases that are not done, for whoever must find out why. */
    public List<String> unfinished() {
        return errands.stream()
                .filter(errand -> errand.step() != Step.DONE)
                .map(errand -> "case " + errand.plan().index() + " " + errand.number() + " of "
                        + errand.plan().town().name() + ": " + errand.step() + " " + errand.trouble())
                .toList();
    }

    @Override
    public void close() {
        closing = true;
        people.forEach(Thread::interrupt);
    }
}
