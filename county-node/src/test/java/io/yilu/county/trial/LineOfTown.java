package io.yilu.county.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.routes.LaneQueues;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A JMS client that speaks on one town's queues of the county's real broker, with what it should say and what it should not. */
public final class LineOfTown {

    private static final String KIND = "YiluFrame";
    private static final String SESSION = "YiluSession";
    private static final UUID INSTANCE = UUID.randomUUID();
    private static final UUID BOOT = UUID.randomUUID();

    private final NodeId town;
    private final ConnectionFactory broker;
    private UUID session = UUID.randomUUID();

    public LineOfTown(NodeId town, ConnectionFactory broker) {
        this.town = town;
        this.broker = broker;
    }

    /** Opens a session and says how far the county holds the town's stream. */
    public long greet() throws JMSException {
        session = UUID.randomUUID();
        try (Connection connection = broker.createConnection();
                Session jms = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            MessageConsumer answers = jms.createConsumer(jms.createQueue(LaneQueues.down(town, Lane.CONTROL)));
            send(
                    Lane.CONTROL,
                    new Frame.Hello(
                            session,
                            null,
                            new Frame.Speaker(INSTANCE, 1, BOOT),
                            1,
                            PayloadType.versions(),
                            Receipt.NOTHING,
                            0,
                            Instant.parse("2016-06-01T01:00:00Z")));
            for (Message answer = answers.receive(20_000); answer != null; answer = answers.receive(20_000)) {
                Frame frame = FrameCodec.decode(answer.getStringProperty(KIND), bytes(answer));
                if (frame instanceof Frame.Hello hello && session.equals(hello.answerTo())) {
                    return hello.receipt().committedThrough();
                }
            }
            throw new AssertionError("the county did not answer the hello of " + town);
        }
    }

    public Frame.Messages messages(Envelope... envelopes) {
        return new Frame.Messages(Lane.CASE, List.of(envelopes));
    }

    /** A message of this town's stream. */
    public Envelope envelope(NodeId origin, long sequence, String subject, long subjectSequence, String payload) {
        return new Envelope(
                new MessageId(UUID.randomUUID()),
                origin,
                NodeId.COUNTY,
                sequence,
                subject,
                subjectSequence,
                PayloadType.CASE_ACCEPTED.label(),
                PayloadType.CASE_ACCEPTED.schemaVersion(),
                Instant.parse("2016-06-01T01:00:00Z"),
                new Lineage(0, null, Lineage.GENESIS),
                List.of(),
                FrameCodec.tree(payload.getBytes(StandardCharsets.UTF_8)));
    }

    public void send(Lane lane, Frame frame) throws JMSException {
        send(lane, FrameCodec.kind(frame.getClass()), FrameCodec.encode(frame));
    }

    /** Anything at all. */
    public void send(Lane lane, @Nullable String kind, byte[] body) throws JMSException {
        send(lane, (jms, producer) -> {
            BytesMessage message = jms.createBytesMessage();
            message.writeBytes(body);
            message.setStringProperty(SESSION, session.toString());
            if (kind != null) {
                message.setStringProperty(KIND, kind);
            }
            producer.send(message);
        });
    }

    /** Whatever can be said on a lane. */
    public void send(Lane lane, Saying saying) throws JMSException {
        try (Connection connection = broker.createConnection();
                Session jms = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            MessageProducer producer = jms.createProducer(jms.createQueue(LaneQueues.up(town, lane)));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            saying.say(jms, producer);
        }
    }

    /** Sends as it likes. */
    @FunctionalInterface
    public interface Saying {
        void say(Session jms, MessageProducer producer) throws JMSException;
    }

    private static byte[] bytes(Message message) throws JMSException {
        byte[] body = Objects.requireNonNull(message.getBody(byte[].class));
        assertThat(body).isNotEmpty();
        return body;
    }
}
