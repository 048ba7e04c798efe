package io.yilu.sync.engine;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Repairs.Decision;
import io.yilu.sync.Repairs.HeldConflict;
import io.yilu.sync.Repairs.HeldFile;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Page;
import io.yilu.sync.Repairs.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: what a person sees and changes of messages and files that are held. Changes are made in the caller's transaction. */
public interface RepairLedger {

    Page<HeldMessage> messages(Query query);

    Page<HeldConflict> conflicts(Query query);

    Page<HeldFile> files(Query query);

    /** A held message, locked until the transaction ends; empty if it is applied, given up or unknown. */
    Optional<HeldMessage> lock(MessageId id);

    /** An undecided conflict, locked until the transaction ends. */
    Optional<HeldConflict> lockConflict(long conflict);

    /** What is to be applied for a held message: a person's correction, or as it came. */
    IncomingMessage content(MessageId id);

    /** What came second. */
    IncomingMessage conflictContent(long conflict);

    /** The files that the held message announced. */
    List<FileManifest> filesOf(MessageId id);

    /** The files that the conflicting message announced. */
    List<FileManifest> filesOfConflict(long conflict);

    /** Another chance, as if it had just come. */
    void release(MessageId id);

    /** This content is to be applied instead; the original is kept. */
    void correct(MessageId id, byte[] payload, Instant at);

    /** Gives up the message whose turn it is; the way is open for the next of its subject. */
    void discard(MessageId id);

    /** Whether it is this message's turn within its subject. */
    boolean isItsTurn(MessageId id);

    /** Held messages at this id or at this place of the stream: what a conflicting one would replace. */
    List<MessageId> heldAt(MessageId id, NodeId origin, long sequence);

    /** The message is to be sent again by its origin; what comes takes its place. */
    void request(MessageId id, Instant at);

    /** Sequences of this origin that were requested and have not come again. */
    List<Long> requested(NodeId origin, int limit);

    void decide(long conflict, Decision decision, Instant at);

    /** A file of this peer as it is held; empty if it is whole or was never announced. */
    Optional<HeldFile> file(NodeId peer, String sha256);

    /** Gives a manifest that was put aside another chance. */
    void releaseFile(NodeId peer, String sha256);

    /** Own messages, receipted or not, that this node still keeps. */
    List<OutgoingMessage> outgoing(NodeId destination, Collection<Long> sequences);
}
