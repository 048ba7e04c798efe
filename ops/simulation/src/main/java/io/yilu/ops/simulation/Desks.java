package io.yilu.ops.simulation;

import io.yilu.ops.simulation.CaseBook.Duty;
import io.yilu.ops.simulation.CaseBook.Row;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The people of the run: clerks who accept, answer and deliver, reviewers who ask, report and decide. */
final class Desks {

    private static final int A_DAY = 9000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2015, 7, 1);

    private final long seed;
    private final long messages;
    private final SplittableRandom random;
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final List<byte[]> forms = new ArrayList<>();
    private long planned;
    private long marks;

    Desks(long seed, long messages, SplittableRandom random) {
        this.seed = seed;
        this.messages = messages;
        this.random = random;
        for (int i = 0; i < 20; i++) {
            forms.add(bytes(1 + random.nextInt(3 * SimulatedDisk.CHUNK)));
        }
    }

    /** Messages that the cases accepted so far will take to their ends. */
    long planned() {
        return planned;
    }

    boolean mayOpenMore() {
        return planned < messages;
    }

    /** Somebody at the node does something, if there is anything to do. */
    void act(SimulatedNode node) {
        try {
            Optional<String> waiting = node.book().next();
            if (node.id().isCounty()) {
                waiting.filter(subject ->
                                node.knowsAllOf(CaseNumber.parse(subject).site()))
                        .ifPresent(subject -> inTransaction(
                                node, () -> review(node, subject, papers(node, subject), () -> scan(node))));
            } else if (!node.knowsAllOf(NodeId.COUNTY)) {
                return; // The page says that this node is being rebuilt.
            } else if (waiting.isPresent() && (random.nextInt(3) > 0 || !mayOpenMore())) {
                inTransaction(node, () -> attend(node, waiting.get()));
            } else if (mayOpenMore()) {
                accept(node);
            }
        } catch (TransientException | DatabaseAway refused) {
            // The page says so; the person tries again later.
        }
    }

    /**
     * What a handler of the county does in the same transaction. It is a function of what it heard alone, so that it says the
     * same when a restored county hears it again.
     */
    void heard(SimulatedNode node, String subject, Instant written) {
        Row row = node.book().row(subject);
        if (row.duty() == Duty.REVIEW && Script.of(seed, subject).repliesAtOnce()) {
            int form = Math.floorMod(subject.hashCode() + row.step(), forms.size());
            Papers papers = new Papers(CaseNumber.parse(subject), written, "at once " + row.step());
            review(node, subject, papers, () -> node.scan(forms.get(form), "决定书.pdf"));
        }
    }

    private void accept(SimulatedNode node) {
        int ordinal = numbers.merge(node.id(), 1, Integer::sum) - 1;
        CaseNumber number = CaseNumber.of(node.id(), FIRST_DAY.plusDays(ordinal / A_DAY), 1 + ordinal % A_DAY);
        List<FileRef> files = scans(node, random.nextInt(3));
        inTransaction(
                node,
                () -> node.say(
                        NodeId.COUNTY,
                        number.value(),
                        papers(node, number.value()).accepted(files)));
        planned += Script.of(seed, number.value()).messages();
    }

    private void review(SimulatedNode node, String subject, Papers papers, Supplier<FileRef> document) {
        Row row = node.book().row(subject);
        NodeId town = papers.number().site();
        switch (row.stepOf(Script.of(seed, subject))) {
            case PROGRESS -> node.say(town, subject, papers.progressed());
            case CORRECT -> node.say(town, subject, papers.correctionRequested(row.step() + 1));
            case DECIDE -> node.say(town, subject, papers.decided(document.get()));
        }
    }

    private void attend(SimulatedNode node, String subject) {
        Row row = node.book().row(subject);
        if (row.duty() == Duty.ANSWER) {
            List<FileRef> files = scans(node, random.nextInt(2));
            node.say(NodeId.COUNTY, subject, papers(node, subject).supplemented(row.token(), files));
        } else {
            node.say(NodeId.COUNTY, subject, papers(node, subject).delivered(scan(node)));
        }
    }

    private Papers papers(SimulatedNode node, String subject) {
        return new Papers(CaseNumber.parse(subject), node.clock().instant(), "m" + ++marks);
    }

    private List<FileRef> scans(SimulatedNode node, int count) {
        List<FileRef> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(scan(node));
        }
        return files;
    }

    /** Most papers are new; some are the same in many cases. */
    private FileRef scan(SimulatedNode node) {
        byte[] content = random.nextInt(3) == 0
                ? bytes(random.nextInt(20) == 0 ? random.nextInt(8 * SimulatedDisk.CHUNK) : random.nextInt(1500))
                : forms.get(random.nextInt(forms.size()));
        return node.scan(content, "签名.jpg");
    }

    private byte[] bytes(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    private static void inTransaction(SimulatedNode node, Runnable work) {
        node.ledger().inTransaction(work);
    }
}
