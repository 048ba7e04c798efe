package io.yilu.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs ops/verify-audit as whoever has nothing but the exported file does. */
final class Verifier {

    private Verifier() {}

    /** What it says; anchors are pairs of entry and hash. */
    static String says(String export, String... anchors) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(Path.of("target"), "audit", ".jsonl"), export);
        List<String> command = new ArrayList<>(List.of("../../ops/verify-audit", file.toString()));
        command.addAll(List.of(anchors));
        Process verifier = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verifier.waitFor() == 0).isEqualTo(said.startsWith("SOUND"));
        return said;
    }
}
