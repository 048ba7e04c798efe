package io.yilu.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.contract.ContractSchema;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PayloadCodecTest {

    private static final PayloadCodec CODEC = new PayloadCodec();

    static Stream<Path> payloadExamples() {
        return examples().filter(file -> !file.getFileName().toString().startsWith("envelope."));
    }

    @ParameterizedTest
    @MethodSource("payloadExamples")
    void every_example_is_good_and_comes_back_the_same_through_its_record(Path file) {
        JsonNode json = json(file);
        PayloadType type = typeOf(file);
        int version = versionOf(file);
        assertThat(CODEC.validate(type, version, json)).isEmpty();

        Payload payload = CODEC.read(type, version, json);
        assertThat(payload).isInstanceOf(type.payloadClass());
        assertThat(CODEC.toJson(payload, version).toPrettyString()).isEqualTo(json.toPrettyString());
        assertThat(CODEC.read(type.payloadClass(), version, json)).isEqualTo(payload);
    }

    @ParameterizedTest
    @EnumSource
    void every_version_of_every_type_has_two_examples_or_more(PayloadType type) {
        for (int version = 1; version <= type.schemaVersion(); version++) {
            int wanted = version;
            assertThat(payloadExamples().filter(file -> typeOf(file) == type && versionOf(file) == wanted))
                    .as("examples of version " + wanted)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void every_envelope_example_comes_back_the_same() throws IOException {
        List<Path> envelopes = examples()
                .filter(file -> file.getFileName().toString().startsWith("envelope."))
                .toList();
        assertThat(envelopes).hasSizeGreaterThanOrEqualTo(2);
        for (Path file : envelopes) {
            Envelope envelope = CODEC.readEnvelope(Files.readAllBytes(file));
            PayloadType type = PayloadType.labelled(envelope.type()).orElseThrow();
            assertThat(CODEC.read(type, envelope.schemaVersion(), envelope.payload())
                            .files())
                    .extracting(ref -> ref.sha256())
                    .isEqualTo(envelope.files().stream()
                            .map(manifest -> manifest.sha256())
                            .toList());
            assertThat(envelope.files()).allMatch(manifest -> manifest.isConsistent());
            assertThat(ContractMapper.instance().readTree(CODEC.writeEnvelope(envelope)))
                    .isEqualTo(json(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_required_property_is_missed_when_it_is_gone(PayloadType type) {
        JsonNode schema = schema(type);
        assertThat(schema.path("required")).isNotEmpty();
        for (JsonNode required : schema.path("required")) {
            ObjectNode broken = (ObjectNode) example(type);
            broken.remove(required.asString());
            assertThat(CODEC.validate(type, type.schemaVersion(), broken))
                    .containsExactly("/: required " + required.asString());
            assertThatThrownBy(() -> CODEC.read(type, type.schemaVersion(), broken))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageStartingWith("YILU-PAYLOAD-001")
                    .hasMessageContaining(required.asString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_property_of_a_wrong_kind_is_refused(PayloadType type) {
        for (String property : schema(type).path("properties").propertyNames()) {
            ObjectNode broken = (ObjectNode) example(type);
            broken.putArray(property).add(-1);
            assertThat(CODEC.validate(type, type.schemaVersion(), broken))
                    .as(property)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CASE_ACCEPTED, caseNumber, 610924102-20150311-0012-1, 办件编号的校验位不对",
        "CASE_ACCEPTED, caseNumber, 610924102-20150311-0012, pattern",
        "CASE_ACCEPTED, site, 61092410, pattern",
        "CASE_ACCEPTED, acceptedAt, 2015-03-11 09:12, format",
        "CASE_ACCEPTED, acceptedAt, 2015-03-11T09:12:00+08:00, pattern",
        "CASE_ACCEPTED, promisedDue, 2015-02-30, format",
        "CASE_ACCEPTED, form, none, type",
        "CASE_ACCEPTED, acceptedBy, ' ', pattern",
        "CASE_DECIDED, outcome, MAYBE, enum",
        "CASE_DECIDED, opinion, '', minLength",
        "CASE_DELIVERED, idChecked, yes, type",
        "CORRECTION_REQUESTED, corrections, all, type",
        "CATALOGUE_RELEASED, version, '', minLength",
    })
    void what_breaks_the_contract_is_refused_with_its_reason(
            PayloadType type, String property, String value, String reason) {
        ObjectNode broken = (ObjectNode) example(type);
        broken.put(property, value);
        assertThatThrownBy(() -> CODEC.read(type, type.schemaVersion(), broken))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("YILU-PAYLOAD-001")
                .hasMessageContaining(reason);
    }

    @Test
    void a_refusal_without_reasons_and_a_correction_without_points_are_refused() {
        ObjectNode decided = (ObjectNode) example(PayloadType.CASE_DECIDED);
        decided.put("outcome", "REFUSED").putArray("reasons");
        assertThat(CODEC.validate(PayloadType.CASE_DECIDED, 1, decided)).containsExactly("/reasons: minItems 1");
        decided.put("outcome", "APPROVED");
        assertThat(CODEC.validate(PayloadType.CASE_DECIDED, 1, decided)).isEmpty();

        ObjectNode correction = (ObjectNode) example(PayloadType.CORRECTION_REQUESTED);
        correction.putArray("corrections");
        assertThat(CODEC.validate(PayloadType.CORRECTION_REQUESTED, 1, correction))
                .isNotEmpty();
    }

    @Test
    void a_file_name_with_a_path_is_refused() {
        for (String name : List.of("../../etc/passwd", "a\\b.jpg", "a\u0000.jpg", "", "长".repeat(201))) {
            ObjectNode broken = (ObjectNode) example(PayloadType.CASE_DECIDED);
            ((ObjectNode) broken.path("document")).put("fileName", name);
            assertThat(CODEC.validate(PayloadType.CASE_DECIDED, 1, broken))
                    .as(name)
                    .isNotEmpty();
        }
    }

    @Test
    void problems_never_carry_what_was_written() {
        ObjectNode broken = (ObjectNode) example(PayloadType.CASE_ACCEPTED);
        ((ObjectNode) broken.path("applicant")).put("idNumber", "610924195103099995".repeat(9));
        assertThat(String.join("", CODEC.validate(PayloadType.CASE_ACCEPTED, 2, broken)))
                .contains("/applicant/idNumber")
                .doesNotContain("19510309");
    }

    @Test
    void what_a_newer_node_adds_is_let_through() {
        ObjectNode newer = (ObjectNode) example(PayloadType.CASE_PROGRESSED);
        newer.put("addedLater", true);
        assertThat(CODEC.read(PayloadType.CASE_PROGRESSED, 1, newer))
                .isEqualTo(CODEC.read(PayloadType.CASE_PROGRESSED, 1, example(PayloadType.CASE_PROGRESSED)));
    }

    @Test
    void a_payload_that_breaks_the_contract_does_not_leave() {
        CaseProgressed wordless = new CaseProgressed(
                CaseNumber.parse("610924102-20150311-0012-0"), " ", "民政", Instant.parse("2015-03-12T01:05:00Z"), "甲");
        assertThatThrownBy(() -> CODEC.toJson(wordless)).hasMessageStartingWith("YILU-PAYLOAD-002");
    }

    @ParameterizedTest
    @CsvSource({
        "'{', no JSON",
        "'[]', type object",
        "'{}', required id",
        "'\"x\"', type object",
    })
    void what_is_no_envelope_is_refused(String text, String reason) {
        assertThatThrownBy(() -> CODEC.readEnvelope(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("YILU-PAYLOAD-001")
                .hasMessageContaining(reason);
    }

    @Test
    void an_envelope_of_an_unknown_kind_is_read_and_its_payload_kept() {
        Path file = examples()
                .filter(path -> path.getFileName().toString().equals("envelope.v1.county-to-township.json"))
                .findFirst()
                .orElseThrow();
        ObjectNode newer = (ObjectNode) json(file);
        newer.put("type", "drone-dispatched");
        newer.putObject("payload").put("altitude", 120);
        Envelope envelope = CODEC.readEnvelope(ContractMapper.instance().writeValueAsBytes(newer));
        assertThat(PayloadType.labelled(envelope.type())).isEmpty();
        assertThat(envelope.payload().path("altitude").asInt()).isEqualTo(120);
    }

    @Test
    void the_same_payload_gives_the_same_bytes() {
        JsonNode json = example(PayloadType.CASE_ACCEPTED);
        byte[] once = CODEC.write(CODEC.read(PayloadType.CASE_ACCEPTED, 2, json));
        byte[] again = new PayloadCodec().write(CODEC.read(CaseAccepted.class, 2, json));
        assertThat(once).isEqualTo(again);
    }

    @Test
    void a_schema_that_the_build_lacks_is_named() {
        assertThatThrownBy(() -> ContractSchema.load("contract/none.json")).hasMessageContaining("contract/none.json");
    }

    private static JsonNode example(PayloadType type) {
        return json(payloadExamples()
                .filter(file -> typeOf(file) == type && versionOf(file) == type.schemaVersion())
                .findFirst()
                .orElseThrow());
    }

    private static PayloadType typeOf(Path file) {
        String name = file.getFileName().toString();
        return PayloadType.labelled(name.substring(0, name.indexOf('.'))).orElseThrow();
    }

    /** case-accepted.v2.organisation.json is of version 2. */
    private static int versionOf(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.split("\\.")[1].substring(1));
    }

    private static JsonNode schema(PayloadType type) {
        return json(folder().resolve("..")
                .resolve(Path.of(type.schemaResource(type.schemaVersion())).getFileName()));
    }

    private static Stream<Path> examples() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        URL url = Objects.requireNonNull(PayloadCodecTest.class.getResource("/contract/examples"));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(Path file) {
        return ContractMapper.instance().readTree(file);
    }
}
