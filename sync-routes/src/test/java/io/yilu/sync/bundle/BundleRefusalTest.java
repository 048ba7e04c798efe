package io.yilu.sync.bundle;

import static io.yilu.sync.bundle.StickRoad.COUNTY;
import static io.yilu.sync.bundle.StickRoad.MEGABYTE;
import static io.yilu.sync.bundle.StickRoad.NOON;
import static io.yilu.sync.bundle.StickRoad.TOWN;
import static io.yilu.sync.bundle.StickRoad.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.Refusals;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not taken in from a stick, and that nothing stops for it. */
class BundleRefusalTest {

    private static final NodeId OTHER = NodeId.of("610924103");

    @TempDir
    Path disk;

    private StickRoad road;
    private Path stick;

    @BeforeEach
    void build() {
        road = new StickRoad(disk);
        stick = road.stick();
        road.town.say(number(1), "受理");
    }

    @Test
    void law_8_a_bundle_for_another_node_is_not_read() {
        road.authority.enrol(OTHER, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        road.town.export(stick, 100 * MEGABYTE);
        assertRefused(road.town.take(stick), "YILU-BUNDLE-002");
    }

    @Test
    void law_8_a_site_whose_certificate_was_revoked_is_not_believed() {
        road.town.export(stick, 100 * MEGABYTE);
        road.authority.revoke(TOWN);
        assertRefused(road.county.take(stick), "YILU-BUNDLE-003");
        assertThat(road.county.applied()).isEmpty();
    }

    @Test
    void law_8_a_site_that_was_enrolled_with_another_key_since_is_not_believed() {
        road.town.export(stick, 100 * MEGABYTE);
        road.authority.enrolAnew(TOWN, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        assertRefused(road.county.take(stick), "YILU-BUNDLE-003");
    }

    @Test
    void law_8_a_bundle_written_after_the_certificate_had_expired_is_not_believed() {
        road.authority.enrol(TOWN, NOON.minus(Duration.ofDays(30)), NOON.minus(Duration.ofDays(1)));
        road.town.export(stick, 100 * MEGABYTE);
        assertRefused(road.county.take(stick), "YILU-BUNDLE-003");
    }

    @Test
    void law_9_a_bundle_that_was_long_on_its_way_or_dated_wrongly_counts() {
        road.authority.enrol(TOWN, NOON.minus(Duration.ofDays(30)), NOON.plus(Duration.ofDays(1)));
        road.town.export(stick, 100 * MEGABYTE);
        road.clock.tick(Duration.ofDays(20));
        assertThat(road.county.take(stick).refused()).isEmpty();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理"));

        // The town's clock fell back to the day it was made; the county's stands right.
        road.authority.enrol(TOWN, NOON.plus(Duration.ofDays(19)), NOON.plus(Duration.ofDays(100)));
        road.clock.tick(Duration.ofDays(-4000));
        road.town.say(number(1), "后来");
        Path other = road.stick();
        road.town.export(other, 100 * MEGABYTE);
        road.clock.tick(Duration.ofDays(4000));
        assertThat(road.county.take(other).refused()).isEmpty();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "后来"));
    }

    @Test
    void law_9_a_sender_whose_certificate_was_renewed_while_the_line_was_away_is_believed() {
        road.authority.enrol(TOWN, NOON.minus(Duration.ofDays(30)), NOON.minus(Duration.ofDays(1)));
        X509Certificate known = road.authority.of(TOWN).certificate();
        road.authority.enrol(TOWN, NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(300)));
        road.town.export(stick, 100 * MEGABYTE);
        road.authority.holdAgainst(TOWN, known);
        assertThat(road.county.take(stick).refused()).isEmpty();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理"));
    }

    @Test
    void law_8_a_certificate_of_another_authority_proves_nothing() {
        X509Certificate known = road.authority.of(TOWN).certificate();
        road.authority.forgeCertificate(TOWN, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(300)));
        road.town.export(stick, 100 * MEGABYTE);
        road.authority.holdAgainst(TOWN, known);
        assertRefused(road.county.take(stick), "YILU-BUNDLE-003");
        assertThat(road.county.applied()).isEmpty();
    }

    @Test
    void law_8_a_stranger_is_not_believed() throws IOException {
        road.authority.enrol(OTHER, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        forge(OTHER, new Frame.Receipted(Receipt.NOTHING));
        assertRefused(road.county.take(stick), "YILU-BUNDLE-003");
    }

    @Test
    void law_8_a_new_database_that_nobody_let_in_is_fenced_and_alarmed() {
        StickNode fresh = road.newTown();
        road.up();
        road.town = fresh;
        fresh.say(number(2), "冒名");
        assertRefused(road.up(), "YILU-BUNDLE-005");
        assertThat(road.county.applied()).doesNotContainKey(number(2).value());
        assertFenced("A database that nobody let in");
    }

    @Test
    void law_8_a_clone_of_the_town_is_fenced_and_alarmed() {
        StickNode clone = road.cloneOfTown();
        // Both begin the run after the copy; the county hears the town in it.
        road.town.start();
        road.up();
        road.town = clone;
        clone.say(number(2), "冒名");
        assertRefused(road.up(), "YILU-BUNDLE-005");
        assertThat(road.county.applied()).doesNotContainKey(number(2).value());
        assertFenced("Two copies");
    }

    private void assertFenced(String words) {
        assertThat(road.county.ledger().alarms().open())
                .anyMatch(alarm ->
                        alarm.code().equals("YILU-FENCE-001") && alarm.text().startsWith(words));
    }

    @Test
    void law_8_a_machine_that_was_replaced_is_fenced_also_on_a_stick() {
        road.up();
        StickNode old = road.town;
        StickNode fresh = road.newTown();
        road.county.exchange().admit(TOWN, fresh.ledger().identity().instance());
        fresh.ledger().inTransaction(() -> fresh.ledger().recovery().begin(COUNTY));
        road.town = fresh;
        road.up();
        old.say(number(3), "旧机");
        road.town = old;
        assertRefused(road.up(), "YILU-BUNDLE-005");
        assertThat(road.county.applied()).doesNotContainKey(number(3).value());
    }

    @Test
    void an_old_bundle_is_a_no_op_once_all_of_it_came_and_refused_otherwise() {
        road.town.export(stick, 100 * MEGABYTE);
        road.town.start();
        assertThat(road.up().refused()).isEmpty();
        Imported replayed = road.county.take(stick);
        assertThat(replayed.refused()).isEmpty();
        assertThat(replayed.bundles().get(0).freshMessages()).isZero();
        assertThat(road.county.ledger().alarms().open())
                .as("an old stick is no sign of a copy")
                .isEmpty();

        road.town.say(number(1), "只在旧包里");
        Path left = road.stick();
        road.town.export(left, 100 * MEGABYTE);
        road.town.start();
        // A later run speaks without having sent it: here by a receipt alone, as from a machine that died soon after.
        greetAsLaterRun();
        assertRefused(road.county.take(left), "YILU-BUNDLE-006");
        Imported vouched = road.county.take(Bundles.filesIn(left), true);
        assertThat(vouched.refused()).isEmpty();
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理", "只在旧包里"));
    }

    @Test
    void what_is_no_bundle_is_refused_and_stops_no_other() throws IOException {
        Files.writeString(stick.resolve("a.yilu"), "MZ not a bundle");
        Files.write(stick.resolve("b.yilu"), new byte[0]);
        Files.createDirectory(stick.resolve("c.yilu"));
        Files.createSymbolicLink(stick.resolve("d.yilu"), Path.of("/etc/passwd"));
        road.town.export(stick, 100 * MEGABYTE);
        Imported imported = road.county.take(stick);
        assertThat(imported.refused()).extracting(BundleDesk.Refusal::code).containsOnly("YILU-BUNDLE-001");
        assertThat(imported.refused())
                .extracting(BundleDesk.Refusal::file)
                .containsExactlyInAnyOrder("a.yilu", "b.yilu");
        assertThat(road.county.applied()).containsEntry(number(1).value(), List.of("受理"));
    }

    @Test
    void law_8_a_town_cannot_speak_for_another_on_a_stick_either() throws IOException {
        road.authority.enrol(OTHER, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(365)));
        Path file = road.town.export(stick, 100 * MEGABYTE).files().stream()
                .map(stick::resolve)
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        String changed = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\"sender\":\"610924102\"", "\"sender\":\"610924103\"");
        Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(road.county.take(stick), "YILU-BUNDLE-003");
    }

    @Test
    void a_signed_bundle_with_senseless_content_is_refused_without_repeating_it() throws IOException {
        forge(TOWN, new Frame.Receipted(Receipt.NOTHING));
        assertRefused(road.county.take(stick), "YILU-BUNDLE-009");
    }

    @Test
    void law_11_refusals_are_counted_and_a_forged_one_is_alarmed_while_a_wrong_file_is_not() throws IOException {
        Files.writeString(stick.resolve("a.yilu"), "MZ not a bundle");
        forge(TOWN, new Frame.Receipted(Receipt.NOTHING));
        road.county.take(stick);
        assertThat(road.county.refusals().all())
                .extracting(Refusals.Refusal::code)
                .containsExactlyInAnyOrder("YILU-BUNDLE-001", "YILU-BUNDLE-009");
        assertThat(road.county.ledger().alarms().open())
                .extracting(Alarms.Alarm::code)
                .containsExactly("YILU-BUNDLE-009");
    }

    @Test
    void a_full_stick_is_named_and_leaves_nothing_half() throws IOException {
        UUID bundle = UUID.randomUUID();
        Path full = stick.resolve(BundleHeader.fileName(TOWN, COUNTY, bundle, 1) + PartWriter.UNFINISHED);
        // Whatever is written to this device fails as it does on a full disk.
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        try (PartsWriter parts = parts(TOWN, bundle)) {
            assertThatThrownBy(() -> {
                        parts.add(new Frame.Receipted(Receipt.NOTHING), 100);
                        parts.finish();
                    })
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("YILU-BUNDLE-008")
                    .hasMessageContaining("No space left");
        }
        assertThat(stick).isEmptyDirectory();
    }

    private void greetAsLaterRun() {
        Frame.Hello hello = road.town.exchange().carried(COUNTY).orElseThrow().hello(UUID.randomUUID());
        road.county.exchange().carried(TOWN).orElseThrow().greet(hello, null, false);
    }

    /** A part that begins with another frame than a greeting, under a right signature. */
    private void forge(NodeId sender, Frame frame) throws IOException {
        try (PartsWriter parts = parts(sender, UUID.randomUUID())) {
            parts.add(frame, 100);
            parts.finish();
        }
    }

    private PartsWriter parts(NodeId sender, UUID bundle) {
        return new PartsWriter(
                new PartsWriter.Address(
                        bundle,
                        sender,
                        COUNTY,
                        null,
                        NOON,
                        BundlePurpose.TRANSFER,
                        road.authority.of(sender).privateKey(),
                        encoded(sender),
                        road.authority.of(COUNTY).certificate().getPublicKey(),
                        () -> new Frame.Refused(bundle, "-", "-")),
                new Bundles.Target(stick, 100 * MEGABYTE, 0),
                part -> {});
    }

    private byte[] encoded(NodeId node) {
        try {
            return road.authority.of(node).certificate().getEncoded();
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void assertRefused(Imported imported, String code) {
        assertThat(imported.bundles()).isEmpty();
        assertThat(imported.refused()).extracting(BundleDesk.Refusal::code).containsExactly(code);
    }
}
