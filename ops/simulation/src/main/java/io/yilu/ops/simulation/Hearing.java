package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import java.util.Arrays;
import java.util.List;

/** The business's handlers at one node: they may fail for a while, or take the process with them. */
final class Hearing {

    private final SimulatedNode node;
    private final Surroundings world;
    private final CountedTrouble failing = new CountedTrouble();
    private final CountedTrouble killing = new CountedTrouble();

    Hearing(SimulatedNode node, Surroundings world) {
        this.node = node;
        this.world = world;
    }

    /** The next so many messages fail in a way that passes. */
    CountedTrouble failing() {
        return failing;
    }

    /** The next so many attempts end the process. */
    CountedTrouble killing() {
        return killing;
    }

    void heal() {
        failing.heal();
        killing.heal();
    }

    List<InboxHandler<?>> handlers() {
        return Arrays.stream(PayloadType.values())
                .<InboxHandler<?>>map(type -> new Apply<>(type.payloadClass()))
                .toList();
    }

    /** How the business tables take up again what this node itself had said before it was restored. */
    List<OwnMessageHandler<?>> ownHandlers() {
        return Arrays.stream(PayloadType.values())
                .<OwnMessageHandler<?>>map(type -> new Rebuild<>(type.payloadClass()))
                .toList();
    }

    private void heard(InboxMessage<? extends Payload> message) {
        if (killing.hinders()) {
            node.guard().kill();
            throw new Killed();
        }
        if (failing.hinders()) {
            throw new TransientException("YILU-TEST-001", "Another system does not answer.", "It is tried again.");
        }
        world.saboteur().pass(message.origin(), message.subject(), message.payload(), (subject, payload) -> {
            node.hear(message.origin(), subject, payload);
            world.saboteur().file(node.disk(), payload);
            world.reviews().heard(node, subject, message.createdAt());
        });
    }

    private final class Apply<P extends Payload> implements InboxHandler<P> {
        private final Class<P> payloadClass;

        private Apply(Class<P> payloadClass) {
            this.payloadClass = payloadClass;
        }

        @Override
        public Class<P> payloadClass() {
            return payloadClass;
        }

        @Override
        public void handle(InboxMessage<P> message) {
            heard(message);
        }
    }

    private final class Rebuild<P extends Payload> implements OwnMessageHandler<P> {
        private final Class<P> payloadClass;

        private Rebuild(Class<P> payloadClass) {
            this.payloadClass = payloadClass;
        }

        @Override
        public Class<P> payloadClass() {
            return payloadClass;
        }

        @Override
        public void rebuild(InboxMessage<P> message) {
            node.rebuild(message.subject(), message.payload());
        }
    }
}
