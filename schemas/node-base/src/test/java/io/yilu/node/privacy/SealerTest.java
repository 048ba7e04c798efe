package io.yilu.node.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

    private static final String ID = "11010519491231002X";

    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Test
    void what_was_sealed_opens_again_also_after_a_restart() throws Exception {
        String sealed;
        String lookup;
        try (DataDirectory directory = DataDirectory.open(folder)) {
            Sealer sealer = new Sealer(directory);
            sealed = sealer.sealText(ID);
            lookup = sealer.lookup(ID);
            assertThat(sealer.sealText(ID)).isNotEqualTo(sealed);
            assertThat(sealed).doesNotContain(ID);
        }
        try (DataDirectory directory = DataDirectory.open(folder)) {
            Sealer sealer = new Sealer(directory);
            assertThat(sealer.openText(sealed)).isEqualTo(ID);
            assertThat(sealer.lookup(ID)).isEqualTo(lookup).hasSize(64);
        }
    }

    @Test
    void what_was_touched_or_sealed_elsewhere_does_not_open() throws Exception {
        try (DataDirectory here = DataDirectory.open(folder);
                DataDirectory there = DataDirectory.open(other)) {
            Sealer sealer = new Sealer(here);
            byte[] sealed = sealer.seal(ID.getBytes(StandardCharsets.UTF_8));
            for (int at = 0; at < sealed.length; at++) {
                byte[] touched = sealed.clone();
                touched[at] ^= 1;
                assertThatThrownBy(() -> sealer.open(touched)).isInstanceOf(PermanentException.class);
            }
            assertThatThrownBy(() -> new Sealer(there).open(sealed)).hasMessageContaining("YILU-SEAL-002");
            assertThatThrownBy(() -> sealer.openText("不是")).hasMessageContaining("YILU-SEAL-002");
            assertThat(new Sealer(there).lookup(ID)).isNotEqualTo(sealer.lookup(ID));
        }
    }
}
