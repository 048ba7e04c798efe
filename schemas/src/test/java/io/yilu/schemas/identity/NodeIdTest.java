package io.yilu.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NodeIdTest {

    @Test
    void only_the_hub_is_the_county() {
        assertThat(NodeId.COUNTY.isCounty()).isTrue();
        assertThat(NodeId.of("610924102").isCounty()).isFalse();
    }

    @Test
    void sites_sort_by_code() {
        assertThat(NodeId.of("610924102")).isLessThan(NodeId.of("610924103")).hasToString("610924102");
    }

    @Test
    void what_has_not_nine_digits_is_refused() {
        assertThatThrownBy(() -> NodeId.of("61092410")).hasMessageStartingWith("YILU-ID-001");
        assertThatThrownBy(() -> NodeId.of("../../etc")).hasMessageStartingWith("YILU-ID-001");
    }
}
