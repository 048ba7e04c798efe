package io.yilu.county.trial;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.schemas.payload.SubmittedMaterial;
import io.yilu.sync.FileStore;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What the townships would send, handed to the county's own handlers in the inbox's way: one transaction each. */
public class Townships {

    public static final NodeId HANWANG = new NodeId("610924102");
    /** 农村居民最低生活保障审核确认: department 05 民政. */
    public static final String ALLOWANCE = "610924-05-03-001";

    private static final AtomicInteger ORDINAL = new AtomicInteger();

    private final List<InboxHandler<?>> handlers;
    private final TransactionTemplate transaction;
    private final Catalogues catalogues;
    private final FileStore files;
    private final Clock clock;

    public Townships(
            List<InboxHandler<?>> handlers,
            TransactionTemplate transaction,
            Catalogues catalogues,
            FileStore files,
            Clock clock) {
        this.handlers = handlers;
        this.transaction = transaction;
        this.catalogues = catalogues;
        this.files = files;
        this.clock = clock;
    }

    /** A case of 民政 with one scan that is here already. */
    public CaseNumber accept() {
        return accept(ALLOWANCE, clock.instant(), List.of(scan("户口簿 " + UUID.randomUUID())));
    }

    public CaseNumber accept(String itemCode, Instant acceptedAt, List<FileRef> scans) {
        CaseAccepted accepted = accepted(itemCode, acceptedAt, scans);
        apply(HANWANG, accepted);
        return accepted.caseNumber();
    }

    /** A case that is accepted now, by a clock that is so far ahead of the county's and known to be. */
    public CaseNumber acceptBy(Duration ahead) {
        CaseAccepted accepted = accepted(
                ALLOWANCE, clock.instant().plus(ahead), List.of(scan("户口簿 " + UUID.randomUUID())), ahead.toMillis());
        apply(HANWANG, accepted);
        return accepted.caseNumber();
    }

    public CaseAccepted accepted(String itemCode, Instant acceptedAt, List<FileRef> scans) {
        return accepted(itemCode, acceptedAt, scans, null);
    }

    private CaseAccepted accepted(
            String itemCode, Instant acceptedAt, List<FileRef> scans, @Nullable Long clockOffsetMillis) {
        Item item = catalogues.active().requireItem(itemCode);
        SampleCase sample = sample(item);
        LocalDate day = acceptedAt.atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
        CaseNumber number = CaseNumber.of(HANWANG, day, ORDINAL.incrementAndGet());
        return new CaseAccepted(
                number,
                HANWANG,
                itemCode,
                catalogues.active().version(),
                sample.applicant(),
                sample.data(),
                List.of(new SubmittedMaterial(1, "申请书", scans), new SubmittedMaterial(2, "户口簿", List.of())),
                acceptedAt,
                "窗口甲",
                day,
                day,
                "draft:" + UUID.randomUUID(),
                clockOffsetMillis);
    }

    public JsonNode form(String itemCode) {
        return sample(catalogues.active().requireItem(itemCode)).data();
    }

    public MaterialsSupplemented supplement(CaseNumber number, int writerToken, List<FileRef> scans) {
        return new MaterialsSupplemented(
                number,
                writerToken,
                form(ALLOWANCE),
                List.of(new SubmittedMaterial(2, "户口簿", scans)),
                "已补户口簿",
                clock.instant(),
                "窗口甲");
    }

    public CaseDelivered delivered(CaseNumber number, @Nullable FileRef signature) {
        return new CaseDelivered(number, "覃试安", "本人", true, signature, clock.instant(), "窗口甲");
    }

    /** Applies a message as the inbox does. */
    public <P extends Payload> void apply(NodeId origin, P payload) {
        @SuppressWarnings("unchecked")
        InboxHandler<P> handler = (InboxHandler<P>) handlers.stream()
                .filter(candidate -> candidate.payloadClass().equals(payload.getClass()))
                .findFirst()
                .orElseThrow();
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> handler.handle(
                new InboxMessage<>(new MessageId(UUID.randomUUID()), origin, "subject", now, now, payload)));
    }

    /** A scan whose bytes are here. */
    public FileRef scan(String text) {
        return store(("%PDF-1.4 " + text).getBytes(StandardCharsets.UTF_8), "application/pdf", "户口簿.pdf");
    }

    public FileRef store(byte[] bytes, String mediaType, String name) {
        try {
            return files.store(new ByteArrayInputStream(bytes), mediaType, name, 100_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A scan that was announced and of which no byte is here. */
    public FileRef travellingScan() {
        String hex = UUID.randomUUID().toString().replace("-", "");
        return new FileRef(hex + hex, 3_000_000, "image/jpeg", "身份证.jpg");
    }

    private static SampleCase sample(Item item) {
        List<SampleCase> samples = SampleCase.loadShipped();
        return samples.stream()
                .filter(candidate -> candidate.item().equals(item.code()))
                .findFirst()
                .or(() -> samples.stream()
                        .filter(candidate -> candidate.form().equals(item.form()))
                        .findFirst())
                .orElseThrow();
    }
}
