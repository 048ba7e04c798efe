package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.CarrierException;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/** The lines between the nodes, each direction with its own weather: they lose, double, delay and reorder frames. */
final class Roads {

    private static final int REMEMBERED = 256;

    private final Timeline timeline;
    private final SplittableRandom random;
    private final Trace trace;
    private final boolean plain;
    private final Map<Way, Road> roads = new LinkedHashMap<>();
    private final List<Parcel> remembered = new ArrayList<>();
    private Consumer<Parcel> arrivals = parcel -> {};
    private long carried;

    /** @param plain whether frames are never packed, see {@link PlainSpeech} */
    Roads(Timeline timeline, SplittableRandom random, Trace trace, boolean plain) {
        this.plain = plain;
        this.timeline = timeline;
        this.random = random;
        this.trace = trace;
    }

    /** Who takes what arrives. */
    void deliverTo(Consumer<Parcel> arrivals) {
        this.arrivals = arrivals;
    }

    void send(NodeId from, NodeId to, EncodedFrame frame) {
        road(from, to).send(frame);
    }

    /** One side drops the connection between these and makes a new one. */
    void redial(NodeId from, NodeId peer) {
        // What the broker has taken may come all the same.
        if (random.nextBoolean()) {
            road(from, peer).dropAll();
            road(peer, from).dropAll();
        }
    }

    Weather weather(NodeId from, NodeId to) {
        return road(from, to).weather;
    }

    /** Everything under way is gone: the broker's directory was deleted. Returns whether there was anything. */
    boolean dropAll() {
        boolean wasAny = roads.values().stream().anyMatch(road -> road.underWay > 0);
        roads.values().forEach(Road::dropAll);
        return wasAny;
    }

    void heal() {
        roads.values().forEach(road -> road.weather = new Weather());
    }

    /** A frame of messages that once crossed, if there was one. */
    Parcel remembered(SplittableRandom choice) {
        return remembered.get(choice.nextInt(remembered.size()));
    }

    boolean remembersAny() {
        return !remembered.isEmpty();
    }

    /** The same as the sender would say it in its present session; as it was if the sender has lost that history since. */
    Parcel saidAgain(Parcel parcel) {
        Road road = road(parcel.from(), parcel.to());
        return road.forgotten.contains(parcel.session()) ? parcel : parcel.in(road.session);
    }

    /** This node was restored: what it said before is another history now. */
    void forgotten(NodeId sender) {
        roads.values().stream().filter(road -> road.from.equals(sender)).forEach(Road::forget);
    }

    /** The session in which one node speaks to the other now. */
    UUID session(NodeId from, NodeId to) {
        return road(from, to).session;
    }

    /** How many frames were given to the lines. */
    long carried() {
        return carried;
    }

    private Road road(NodeId from, NodeId to) {
        return roads.computeIfAbsent(new Way(from, to), way -> new Road(from, to));
    }

    private record Way(NodeId from, NodeId to) {}

    private final class Road {
        private final NodeId from;
        private final NodeId to;
        private final Map<Lane, Duration> freeAt = new EnumMap<>(Lane.class);
        private Weather weather = new Weather();
        private int connection;
        private int underWay;
        private UUID session = new UUID(0, 0);
        private final Set<UUID> sessions = new HashSet<>();
        private final Set<UUID> forgotten = new HashSet<>();

        private Road(NodeId from, NodeId to) {
            this.from = from;
            this.to = to;
        }

        private void dropAll() {
            connection++;
            underWay = 0;
            freeAt.clear();
        }

        private void forget() {
            forgotten.addAll(sessions);
            sessions.clear();
        }

        private void send(EncodedFrame said) {
            if (weather.refusing.hinders()) {
                throw new CarrierException("cut", null);
            }
            carried++;
            EncodedFrame encoded = plain ? PlainSpeech.of(said) : said;
            session = encoded.session();
            sessions.add(session);
            // What crosses the line is bytes: the codec is part of every run.
            Frame frame = encoded.frame();
            byte[] bytes = encoded.bytes();
            if (frame instanceof Frame.Chunk && bytes.length > 36 && weather.spoilingChunks.hinders()) {
                bytes[bytes.length - 1] ^= 1;
            }
            Parcel parcel = new Parcel(from, to, encoded.session(), encoded.kind(), bytes);
            remember(frame, parcel);
            if (weather.swallowing.hinders() || random.nextInt(1000) < weather.lossPerMille()) {
                trace.frame("lost on the line", parcel);
                return;
            }
            trace.frame("sent", parcel);
            boolean isWord = frame instanceof Frame.Messages || frame instanceof Frame.Receipted;
            if (isWord && !weather.keepers.isEmpty()) {
                weather.keepers.remove().accept(parcel);
                return;
            }
            Duration onTheWay = queue(frame.lane(), bytes.length);
            carry(parcel, onTheWay);
            if (random.nextInt(1000) < weather.doublingPerMille()) {
                carry(parcel, onTheWay.plusMillis(random.nextInt(5000)));
            }
        }

        private Duration queue(Lane lane, int bytes) {
            Duration now = timeline.now();
            Duration free = freeAt.getOrDefault(lane, Duration.ZERO);
            Duration begin = free.compareTo(now) > 0 ? free : now;
            Duration sent = begin.plus(weather.timeToSend(bytes));
            freeAt.put(lane, sent);
            Duration onTheWay = sent.minus(now).plus(weather.latency());
            if (random.nextInt(1000) < weather.overtakenPerMille()) {
                onTheWay = onTheWay.plusMillis(random.nextInt(3000));
            }
            return weather.holdingBack.hinders() ? onTheWay.plusSeconds(30 + random.nextInt(600)) : onTheWay;
        }

        private void carry(Parcel parcel, Duration onTheWay) {
            int sentOn = connection;
            underWay++;
            timeline.after(onTheWay, () -> {
                if (sentOn == connection) {
                    underWay--;
                    arrivals.accept(parcel);
                }
            });
        }

        private void remember(Frame frame, Parcel parcel) {
            if (frame instanceof Frame.Messages) {
                if (remembered.size() < REMEMBERED) {
                    remembered.add(parcel);
                } else if (random.nextInt(64) == 0) {
                    remembered.set(random.nextInt(REMEMBERED), parcel);
                }
            }
        }
    }

    /** A frame as bytes, under way. */
    record Parcel(NodeId from, NodeId to, UUID session, String kind, byte[] bytes) {
        Parcel in(UUID other) {
            return new Parcel(from, to, other, kind, bytes);
        }

        Frame open() {
            return Objects.requireNonNull(FrameCodec.decode(kind, bytes));
        }
    }
}
