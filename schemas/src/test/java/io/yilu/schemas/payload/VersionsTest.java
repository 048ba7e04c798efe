package io.yilu.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.failure.PermanentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class VersionsTest {

    private static final PayloadType ACCEPTED = PayloadType.CASE_ACCEPTED;
    private static final Map<String, Integer> FIRST_RELEASE = Map.of("case-accepted", 1, "case-progressed", 1);

    private final PayloadCodec codec = new PayloadCodec();
    private final PayloadCodec old = new PayloadCodec(FIRST_RELEASE);

    @Test
    void law_10_a_message_of_an_older_version_is_lifted_to_the_current_one() {
        CaseAccepted lifted = codec.read(CaseAccepted.class, 1, example("case-accepted.v1.organisation"));

        assertThat(lifted.submissionKey()).isEqualTo("case:" + lifted.caseNumber());
        assertThat(lifted.clockOffsetMillis()).isNull();
        assertThat(lifted.acceptedBy()).isEqualTo("窗口乙");
        assertThat(codec.validate(ACCEPTED, 2, codec.toJson(lifted))).isEmpty();
    }

    @Test
    void law_10_a_message_is_checked_against_the_schema_of_its_own_version() {
        JsonNode older = example("case-accepted.v1.organisation");
        assertThat(codec.validate(ACCEPTED, 1, older)).isEmpty();
        assertThatThrownBy(() -> codec.read(ACCEPTED, 2, older))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("/: required submissionKey");

        ObjectNode spoilt = (ObjectNode) older.deepCopy();
        spoilt.remove("legalDue");
        assertThatThrownBy(() -> codec.read(ACCEPTED, 1, spoilt)).hasMessageContaining("/: required legalDue");
    }

    @Test
    void law_10_lifting_leaves_what_came_as_it_came() {
        JsonNode older = example("case-accepted.v1.organisation");
        String before = older.toString();
        codec.read(ACCEPTED, 1, older);
        assertThat(older).hasToString(before);
    }

    @Test
    void law_10_what_is_written_for_an_older_peer_is_what_that_peer_reads() {
        CaseAccepted accepted = codec.read(CaseAccepted.class, 2, example("case-accepted.v2.subsistence-allowance"));
        int version = codec.versionFor(ACCEPTED, FIRST_RELEASE);
        assertThat(version).isEqualTo(1);

        JsonNode written = codec.toJson(accepted, version);

        assertThat(written)
                .hasToString(example("case-accepted.v1.subsistence-allowance").toString());
        assertThat(old.read(CaseAccepted.class, version, written).caseNumber()).isEqualTo(accepted.caseNumber());
        assertThat(old.toJson(accepted)).hasToString(written.toString());
    }

    @Test
    void a_peer_that_said_nothing_or_reads_more_gets_this_nodes_own_version() {
        assertThat(codec.versionFor(ACCEPTED, Map.of())).isEqualTo(2);
        assertThat(codec.versionFor(ACCEPTED, Map.of("case-accepted", 7))).isEqualTo(2);
        assertThat(codec.versionFor(ACCEPTED, Map.of("case-accepted", 0))).isEqualTo(2);
        assertThat(old.versionFor(ACCEPTED, PayloadType.versions())).isEqualTo(1);
    }

    @Test
    void a_codec_knows_what_its_release_can_read() {
        assertThat(codec.canRead("case-accepted", 1)).isTrue();
        assertThat(codec.canRead("case-accepted", 2)).isTrue();
        assertThat(codec.canRead("case-accepted", 3)).isFalse();
        assertThat(codec.canRead("case-accepted", 0)).isFalse();
        assertThat(codec.canRead("drone-dispatched", 1)).isFalse();
        assertThat(old.canRead("case-accepted", 2)).isFalse();
        assertThat(old.canRead("case-decided", 1)).isFalse();
        assertThat(old.versions()).isEqualTo(FIRST_RELEASE);
    }

    @ParameterizedTest
    @EnumSource
    void no_schema_lies_beside_the_steps_that_lead_to_it(PayloadType type) {
        int next = type.schemaVersion() + 1;
        assertThat(VersionsTest.class.getClassLoader().getResource(type.schemaResource(next)))
                .as("version " + next + " needs a step in PayloadType")
                .isNull();
        assertThat(PayloadType.versions()).containsEntry(type.label(), type.schemaVersion());
    }

    private static JsonNode example(String name) {
        try (InputStream file = VersionsTest.class.getResourceAsStream("/contract/examples/" + name + ".json")) {
            return ContractMapper.instance().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
