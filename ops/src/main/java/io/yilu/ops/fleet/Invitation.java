package io.yilu.ops.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A one-time code, made by the county's administrator and carried to the town, which enrols with it by itself. */
final class Invitation {

    private static final String ADMINISTRATOR = "admin";
    private static final String PASSWORD = "yilu-demo-2026";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Invitation() {}

    /** Whether the town is enrolled or has a code that it will use. */
    static boolean isInvited(NodePlan town) {
        return Files.exists(town.keyRing()) || Files.exists(town.enrolmentCode());
    }

    /** Asks the county, which must be ready, and leaves the code with the town. */
    static void of(NodePlan county, NodePlan town) throws InterruptedException {
        try {
            URI address = county.address();
            String token = post(
                            address.resolve("/api/v1/tokens"),
                            "",
                            Map.of("username", ADMINISTRATOR, "password", PASSWORD))
                    .path("token")
                    .asString();
            String code = post(
                            address.resolve("/api/v1/sites/" + town.id() + "/enrolment-code"),
                            "Bearer " + token,
                            Map.of())
                    .path("code")
                    .asString();
            write(town.enrolmentCode(), code);
        } catch (IOException failed) {
            throw new UncheckedIOException("The county made no enrolment code for " + town.name() + ".", failed);
        }
    }

    private static JsonNode post(URI address, String authorization, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException(address + " answered with " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Aside first, so that the node never reads half a code. */
    private static void write(Path file, String code) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path aside = Files.createTempFile(file.getParent(), "enrolment-code", ".new");
        Files.writeString(aside, code);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
