package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import io.yilu.sync.engine.PeerLedger.Known;
import io.yilu.sync.engine.PeerLedger.Standing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one database speak for a site and no other: a clone, an old copy or a machine that was replaced has the right
 * certificate and must still not be heard, or two histories would be mixed (law 8).
 */
final class Fence {

    private static final Logger log = LoggerFactory.getLogger(Fence.class);
    private static final String ALARM = "YILU-FENCE-001";
    private static final UUID NEVER_STARTED = new UUID(0, 0);

    private final NodeId peer;
    private final Ledger ledger;
    private final Refusals refusals;
    private String lastWords = "";

    Fence(NodeId peer, Ledger ledger, Refusals refusals) {
        this.peer = peer;
        this.ledger = ledger;
        this.refusals = refusals;
    }

    /** Decides on who says hello and remembers it; returns why it is refused, or nothing if it may speak. */
    synchronized Optional<Refusal> check(Frame.Hello hello) {
        Optional<Refusal> refusal = ledger.inTransaction(() -> decide(hello));
        String words = refusal.map(why -> why.words() + " " + why.whatToDo()).orElse("");
        if (refusal.isEmpty()) {
            ledger.alarms().clear(ALARM, peer);
        } else if (!words.equals(lastWords)) {
            // Said once; a copy dials every few seconds.
            log.error(
                    "{}: {} says hello as instance {} in epoch {} and is refused: {}",
                    ALARM,
                    peer,
                    hello.self().instance(),
                    hello.self().epoch(),
                    words);
        }
        if (refusal.isPresent()) {
            ledger.alarms().raise(ALARM, peer, words);
            refusals.counted(ALARM, peer, words);
        }
        lastWords = words;
        return refusal;
    }

    private Optional<Refusal> decide(Frame.Hello hello) {
        List<Known> all = ledger.peers().of(peer);
        Optional<Known> speaker = all.stream()
                .filter(known -> known.instance().equals(hello.self().instance()))
                .findFirst();
        Optional<Known> current = all.stream()
                .filter(known -> known.standing() == Standing.CURRENT)
                .findFirst();
        if (speaker.isEmpty()) {
            // The certificate has proved the site. The county may come back on a new machine by itself; a town's new
            // machine is let in by an administrator, who ends the old one with it. A county that was itself restored
            // has
            // forgotten whom it had let in since: then none is current until one was heard.
            return current.isEmpty() || peer.isCounty() ? takeOver(all, hello) : Optional.of(Refusal.NOT_ADMITTED);
        }
        Known known = speaker.get();
        return switch (known.standing()) {
            case FORMER -> Optional.of(Refusal.REPLACED);
            case ADMITTED -> takeOver(all, hello);
            case CURRENT -> sameInstance(known, hello);
            case RECALLED -> sameInstance(known, hello).or(() -> takeOver(all, hello));
        };
    }

    private Optional<Refusal> sameInstance(Known known, Frame.Hello hello) {
        if (hello.self().epoch() < known.epoch()) {
            return Optional.of(Refusal.OLDER_COPY);
        }
        if (hello.self().epoch() == known.epoch() && !hello.self().boot().equals(known.boot())) {
            return Optional.of(Refusal.CLONE);
        }
        if (hello.self().epoch() > known.epoch()) {
            ledger.peers()
                    .save(
                            peer,
                            new Known(
                                    hello.self().instance(),
                                    Standing.CURRENT,
                                    hello.self().epoch(),
                                    hello.self().boot()));
        }
        return Optional.empty();
    }

    private Optional<Refusal> takeOver(List<Known> all, Frame.Hello hello) {
        for (Known other : all) {
            boolean spoke = other.standing() == Standing.CURRENT || other.standing() == Standing.RECALLED;
            if (spoke && !other.instance().equals(hello.self().instance())) {
                log.warn(
                        "{} speaks as instance {} instead of {}",
                        peer,
                        hello.self().instance(),
                        other.instance());
                ledger.peers().save(peer, new Known(other.instance(), Standing.FORMER, other.epoch(), other.boot()));
            }
        }
        ledger.peers()
                .save(
                        peer,
                        new Known(
                                hello.self().instance(),
                                Standing.CURRENT,
                                hello.self().epoch(),
                                hello.self().boot()));
        return Optional.empty();
    }

    /**
     * Lets an instance speak from its next hello on, because an administrator enrolled its machine: one that had been replaced,
     * since a person has decided anew, and the current one also if a copy of it had been heard in a later run.
     */
    synchronized void admit(UUID instance) {
        ledger.inTransaction(() -> {
            Standing before = ledger.peers().of(peer).stream()
                    .filter(one -> one.instance().equals(instance))
                    .findFirst()
                    .map(Known::standing)
                    .orElse(Standing.FORMER);
            Standing now = before == Standing.FORMER ? Standing.ADMITTED : before;
            ledger.peers().save(peer, new Known(instance, now, 0, NEVER_STARTED));
        });
    }

    /** Why a speaker is not heard. */
    enum Refusal {
        NOT_ADMITTED(
                "A database that nobody let in speaks for this site.",
                "If the machine was replaced or restored on purpose, enrol it again with a new code."),
        REPLACED(
                "A machine that was replaced speaks for this site again.",
                "Switch it off; only the newer one may run."),
        OLDER_COPY(
                "An older copy of this site's database speaks: it was restored from a backup.",
                "Declare the restore on that node, or switch the copy off."),
        CLONE(
                "Two copies of this site's database run at the same time.",
                "Switch one of them off; what only the other has must be entered again.");

        private final String words;
        private final String whatToDo;

        Refusal(String words, String whatToDo) {
            this.words = words;
            this.whatToDo = whatToDo;
        }

        String words() {
            return words;
        }

        String whatToDo() {
            return whatToDo;
        }
    }
}
