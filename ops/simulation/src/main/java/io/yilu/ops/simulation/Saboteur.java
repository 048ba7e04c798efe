package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseProgressed;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Does one wrong behind the engine's back, so that a test can see the checker find it. */
final class Saboteur {

    private static final int AFTER = 40;

    private final Sabotage sabotage;
    private int seen;
    private boolean done;
    private @Nullable String victim;
    private @Nullable Payload heldBack;

    Saboteur(Sabotage sabotage) {
        this.sabotage = sabotage;
    }

    /** The case or file that was wronged. */
    @Nullable
    String victim() {
        return victim;
    }

    /** Passes the message on to the business, or does its wrong. */
    void pass(NodeId from, String subject, Payload payload, BiConsumer<String, Payload> business) {
        if (sabotage == Sabotage.NONE || (done && heldBack == null) || ++seen < AFTER) {
            business.accept(subject, payload);
            return;
        }
        switch (sabotage) {
            case DROP -> {
                if (payload instanceof CaseProgressed) {
                    strike(subject);
                } else {
                    business.accept(subject, payload);
                }
            }
            case DOUBLE -> {
                strike(subject);
                business.accept(subject, payload);
                business.accept(subject, payload);
            }
            case SWAP -> swap(subject, payload, business);
            case CORRUPT -> {
                if (payload instanceof CaseProgressed progressed) {
                    strike(subject);
                    business.accept(subject, withAnotherStep(progressed));
                } else {
                    business.accept(subject, payload);
                }
            }
            case HIDE_DECISION -> {
                if (payload instanceof CaseDecided) {
                    strike(subject);
                } else {
                    business.accept(subject, payload);
                }
            }
            default -> business.accept(subject, payload);
        }
    }

    /** Changes a file that was found to be whole. */
    void file(SimulatedDisk disk, Payload payload) {
        boolean here = payload.files().stream().anyMatch(file -> file.size() > 0);
        if (sabotage == Sabotage.CORRUPT_FILE && !done && here) {
            payload.files().stream()
                    .filter(file -> file.size() > 0 && disk.isVisible(file.sha256()))
                    .findFirst()
                    .ifPresent(file -> {
                        strike(file.sha256());
                        disk.sabotage(file.sha256());
                    });
        }
    }

    private void swap(String subject, Payload payload, BiConsumer<String, Payload> business) {
        if (!done && payload instanceof CaseProgressed) {
            strike(subject);
            heldBack = payload;
        } else if (heldBack != null && subject.equals(victim)) {
            business.accept(subject, payload);
            business.accept(subject, heldBack);
            heldBack = null;
        } else {
            business.accept(subject, payload);
        }
    }

    private void strike(String subject) {
        done = true;
        victim = subject;
    }

    private static CaseProgressed withAnotherStep(CaseProgressed progressed) {
        return new CaseProgressed(
                progressed.caseNumber(),
                progressed.step() + "!",
                progressed.department(),
                progressed.at(),
                progressed.by());
    }
}
