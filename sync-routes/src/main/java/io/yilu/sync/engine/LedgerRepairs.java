package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.MovedOnException;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import io.yilu.sync.RepairJournal;
import io.yilu.sync.RepairJournal.Step;
import io.yilu.sync.Repairs;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Repairs over the ledger: each step locks what it changes, so that it and the exchange never work on one message at the same
 * time, and ends by writing itself to the journal.
 */
public final class LedgerRepairs implements Repairs {

    private static final int LONGEST_REASON = 500;

    private final Ledger ledger;
    private final RepairLedger repairs;
    private final PayloadCodec codec;
    private final Exchange exchange;
    private final RepairJournal journal;
    private final Consumer<ExchangeEvent> events;
    private final Clock clock;

    public LedgerRepairs(
            Ledger ledger,
            PayloadCodec codec,
            Exchange exchange,
            RepairJournal journal,
            Consumer<ExchangeEvent> events,
            Clock clock) {
        this.ledger = ledger;
        this.repairs = ledger.repairs();
        this.codec = codec;
        this.exchange = exchange;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Page<HeldMessage> messages(Query query) {
        return repairs.messages(query);
    }

    @Override
    public Page<HeldConflict> conflicts(Query query) {
        return repairs.conflicts(query);
    }

    @Override
    public Page<HeldFile> files(Query query) {
        return repairs.files(query);
    }

    @Override
    public Shown<HeldMessage> message(MessageId id) {
        return ledger.inTransaction(() -> {
            HeldMessage held = held(id);
            return new Shown<>(held, ContentView.masked(() -> repairs.content(id)));
        });
    }

    @Override
    public Shown<HeldMessage> messageInFull(MessageId id, String reason) {
        requireReason(reason);
        return ledger.inTransaction(() -> {
            HeldMessage held = held(id);
            Shown<HeldMessage> shown = new Shown<>(held, ContentView.full(() -> repairs.content(id)));
            journal.wrote(Step.SEEN_IN_FULL, id.toString(), about(held), reason);
            return shown;
        });
    }

    @Override
    public Shown<HeldConflict> conflict(long id) {
        return ledger.inTransaction(() -> {
            HeldConflict held = heldConflict(id);
            return new Shown<>(held, ContentView.masked(() -> repairs.conflictContent(id)));
        });
    }

    @Override
    public Shown<HeldConflict> conflictInFull(long id, String reason) {
        requireReason(reason);
        return ledger.inTransaction(() -> {
            HeldConflict held = heldConflict(id);
            Shown<HeldConflict> shown = new Shown<>(held, ContentView.full(() -> repairs.conflictContent(id)));
            journal.wrote(Step.SEEN_IN_FULL, held.id().toString(), "conflict " + id + " from " + held.origin(), reason);
            return shown;
        });
    }

    @Override
    public void retry(MessageId id, String reason) {
        change(id, reason, Step.RETRIED, "is tried again", held -> repairs.release(id));
    }

    @Override
    public void correct(MessageId id, String json, String reason) {
        change(id, reason, Step.CORRECTED, "is tried with another content", held -> {
            JsonNode content = ContentView.read(json);
            requireSound(held, content);
            repairs.correct(id, FrameCodec.bytes(content), clock.instant());
        });
    }

    private void requireSound(HeldMessage held, JsonNode content) {
        PayloadType type = PayloadType.labelled(held.type())
                .filter(known -> codec.canRead(held.type(), held.schemaVersion()))
                .orElseThrow(() -> new PermanentException(
                        "YILU-REPAIR-005",
                        "A message of kind " + held.type() + " version " + held.schemaVersion()
                                + " belongs to a newer release; its content cannot be checked.",
                        "Upgrade this node; the message is released by itself then."));
        Payload payload;
        try {
            payload = codec.read(type, held.schemaVersion(), content);
        } catch (PermanentException broken) {
            throw new PermanentException(
                    "YILU-REPAIR-004", broken.what(), "Correct the content; the message is as it was.");
        }
        Set<String> announced =
                repairs.filesOf(held.id()).stream().map(FileManifest::sha256).collect(Collectors.toSet());
        List<String> strange = payload.files().stream()
                .map(FileRef::sha256)
                .filter(sha256 -> !announced.contains(sha256))
                .toList();
        if (!strange.isEmpty()) {
            throw new PermanentException(
                    "YILU-REPAIR-004",
                    "The content names files that the message does not bring: " + String.join(", ", strange) + ".",
                    "Name only files of the original message.");
        }
    }

    @Override
    public void discard(MessageId id, String reason) {
        change(id, reason, Step.DISCARDED, "is given up", held -> giveUp(id));
    }

    private void giveUp(MessageId id) {
        if (!repairs.isItsTurn(id)) {
            throw new PermanentException(
                    "YILU-REPAIR-003",
                    "An earlier message of the same case stands before message " + id + ".",
                    "Decide on the earlier one first.",
                    Map.of("message", id.toString()));
        }
        repairs.discard(id);
        OwnReplay.settle(ledger.recovery(), id);
    }

    @Override
    public void request(MessageId id, String reason) {
        change(id, reason, Step.REQUESTED, "is asked for again", held -> {
            repairs.request(id, clock.instant());
            ledger.afterCommit(() -> exchange.requestAgain(held.origin()));
        });
    }

    @Override
    public void decide(long conflict, Decision decision, String reason) {
        requireReason(reason);
        ledger.inTransaction(() -> {
            HeldConflict held = heldConflict(conflict);
            if (decision == Decision.TAKE_SECOND) {
                take(held);
            }
            repairs.decide(conflict, decision, clock.instant());
            moved(held.origin(), held.subject());
            journal.wrote(
                    Step.CONFLICT_DECIDED,
                    held.id().toString(),
                    "conflict " + conflict + " from " + held.origin() + " at " + held.sequence() + ": " + decision,
                    reason);
        });
    }

    /** Applied out of its order, since its place is taken; the first gives way if nothing was made of it yet. */
    private void take(HeldConflict held) {
        repairs.heldAt(held.id(), held.origin(), held.sequence()).forEach(first -> {
            held(first);
            giveUp(first);
        });
        repairs.filesOfConflict(held.conflict()).stream()
                .filter(FileManifest::isConsistent)
                .forEach(file -> ledger.files().announce(file, held.origin(), clock.instant()));
        exchange.applyOutOfOrder(repairs.conflictContent(held.conflict()));
    }

    @Override
    public void retryFile(NodeId peer, String sha256, String reason) {
        requireReason(reason);
        ledger.inTransaction(() -> {
            HeldFile file = repairs.file(peer, sha256)
                    .orElseThrow(() -> new MovedOnException(
                            "YILU-REPAIR-002",
                            "File " + sha256 + " of " + peer + " is whole here or was never announced.",
                            "Load the list again.",
                            Map.of("file", sha256)));
            repairs.releaseFile(peer, sha256);
            ledger.afterCommit(() -> {
                exchange.requestAgain(peer);
                events.accept(new LinkMoved(peer));
            });
            journal.wrote(
                    Step.FILE_RETRIED,
                    sha256,
                    "from " + peer + ", " + file.receivedBytes() + " of " + file.size() + " bytes, "
                            + (file.aside() ? "put aside after " + file.rounds() + " rounds" : "not whole")
                            + "; is asked for again",
                    reason);
        });
    }

    private void change(MessageId id, String reason, Step step, String after, Consumer<HeldMessage> work) {
        requireReason(reason);
        ledger.inTransaction(() -> {
            HeldMessage held = held(id);
            work.accept(held);
            moved(held.origin(), held.subject());
            journal.wrote(step, id.toString(), about(held) + "; " + after, reason);
        });
    }

    private void moved(NodeId origin, String subject) {
        ledger.afterCommit(() -> {
            events.accept(new SubjectMoved(subject));
            events.accept(new LinkMoved(origin));
        });
    }

    private HeldMessage held(MessageId id) {
        return repairs.lock(id)
                .orElseThrow(() -> new MovedOnException(
                        "YILU-REPAIR-002",
                        "Message " + id + " is not held any more.",
                        "Load the list again; it was applied or somebody else decided.",
                        Map.of("message", id.toString())));
    }

    private HeldConflict heldConflict(long id) {
        return repairs.lockConflict(id)
                .orElseThrow(() -> new MovedOnException(
                        "YILU-REPAIR-002",
                        "Conflict " + id + " is decided already or never was.",
                        "Load the list again.",
                        Map.of("conflict", id)));
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new PermanentException(
                    "YILU-REPAIR-001",
                    "A repair needs a reason of 1 to " + LONGEST_REASON + " characters.",
                    "Say why; it is kept in the audit log.");
        }
    }

    private static String about(HeldMessage held) {
        return held.type() + " v" + held.schemaVersion() + " from " + held.origin() + " at " + held.sequence()
                + " about " + held.subject() + ", was " + held.why() + " after " + held.attempts() + " attempts"
                + (held.corrected() ? ", corrected" : "");
    }
}
