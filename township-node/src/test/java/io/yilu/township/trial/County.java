package io.yilu.township.trial;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.sync.FileStore;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.Recovery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** What the county sends, applied as the engine applies it: by the node's own handlers, each in a transaction. */
@TestComponent
public class County {

    private static final Instant AT = Instant.parse("2026-11-23T02:00:00Z");

    private final List<InboxHandler<?>> handlers;
    private final TransactionTemplate transaction;
    private final FileStore files;

    County(List<InboxHandler<?>> handlers, TransactionTemplate transaction, FileStore files, Recovery recovery) {
        // No county answers these nodes whether they had a life before.
        recovery.giveUp(NodeId.COUNTY, "a site that is new");
        this.handlers = handlers;
        this.transaction = transaction;
        this.files = files;
    }

    public void progresses(String number, String step) {
        send(NodeId.COUNTY, number, new CaseProgressed(CaseNumber.parse(number), step, "民政", AT, "审批甲"));
    }

    /** A step that another node pretends to take. */
    public void speaksAs(NodeId origin, String number) {
        send(origin, number, new CaseProgressed(CaseNumber.parse(number), "冒充。", "民政", AT, "审批甲"));
    }

    public void asksForCorrection(String number, int writerToken) {
        send(
                NodeId.COUNTY,
                number,
                new CorrectionRequested(
                        CaseNumber.parse(number),
                        writerToken,
                        List.of(
                                new CorrectionRequested.Correction(2, "第 3 页看不清，请重新扫描"),
                                new CorrectionRequested.Correction(null, "联系电话请核对")),
                        "补齐后再报。",
                        LocalDate.of(2026, 12, 1),
                        "民政",
                        AT,
                        "审批甲"));
    }

    public void decides(String number, FileRef document) {
        send(
                NodeId.COUNTY,
                number,
                new CaseDecided(
                        CaseNumber.parse(number),
                        CaseDecided.Outcome.APPROVED,
                        "符合条件，同意。",
                        List.of(),
                        "农村居民最低生活保障证",
                        "民低保〔2026〕1号",
                        document,
                        "民政",
                        AT,
                        "审批甲"));
    }

    /** A result document that has been announced and not arrived. */
    public Document document() {
        byte[] bytes = ("%PDF-1.4\n% " + UUID.randomUUID() + "\n%%EOF").getBytes(StandardCharsets.UTF_8);
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Document(bytes, new FileRef(sha256, bytes.length, "application/pdf", "结果.pdf"), files);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applies any message under the subject of a case, or under a fixed word. */
    @SuppressWarnings("unchecked")
    public <P extends Payload> void send(NodeId origin, String subject, P payload) {
        InboxHandler<P> handler = (InboxHandler<P>) handlers.stream()
                .filter(candidate -> candidate.payloadClass().isInstance(payload))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> handler.handle(
                new InboxMessage<>(new MessageId(UUID.randomUUID()), origin, subject, AT, AT.plusSeconds(5), payload)));
    }

    /** A result document. */
    public record Document(byte[] bytes, FileRef announced, FileStore files) {

        /** Its last byte is here. */
        public void arrives() {
            try {
                files.store(new ByteArrayInputStream(bytes), announced.mediaType(), announced.fileName(), bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
