package io.yilu.ops.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One user signed in at one node over its HTTP API. */
public final class NodeApi {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** One connection at a time and HTTP/1.1: what any program at a counter would use. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI node;
    private final String who;
    private final String token;

    private NodeApi(URI node, String user, String password) throws IOException, InterruptedException {
        this.node = node;
        this.who = user + "@" + node.getAuthority();
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/api/v1/tokens"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("username", user, "password", password))))
                .build();
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 201) {
            throw refused("POST", "/api/v1/tokens", response);
        }
        this.token = JSON.readTree(response.body()).path("token").asString();
    }

    public static NodeApi signIn(URI node, String user, String password) throws IOException, InterruptedException {
        return new NodeApi(node, user, password);
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(bytes(path));
    }

    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HTTP.send(to(path).GET().build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw refused("GET", path, response);
        }
        return response.body();
    }

    /** The status alone, for what must not be there. */
    public int status(String path) throws IOException, InterruptedException {
        return HTTP.send(to(path).GET().build(), BodyHandlers.discarding()).statusCode();
    }

    /** Posts JSON; the same key again asks for the same deed, not for another. */
    public JsonNode post(String path, String idempotencyKey, Object body) throws IOException, InterruptedException {
        HttpRequest request = to(path).header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return posted(path, request);
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return post(path, UUID.randomUUID().toString(), body);
    }

    /** Uploads a scan and returns its reference. */
    public JsonNode upload(Scan scan) throws IOException, InterruptedException {
        String name = URLEncoder.encode(scan.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest request = to("/api/v1/files")
                .header("Content-Type", "application/octet-stream")
                .header("X-File-Name", name)
                .header("Idempotency-Key", scan.sha256())
                .POST(BodyPublishers.ofByteArray(scan.content()))
                .build();
        return posted("/api/v1/files", request);
    }

    /** Posts a file as it is. */
    public JsonNode postBytes(String path, byte[] content) throws IOException, InterruptedException {
        HttpRequest request = to(path).header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(content))
                .build();
        return posted(path, request);
    }

    private JsonNode posted(String path, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        if (!Set.of(200, 201, 202, 204).contains(response.statusCode())) {
            throw refused("POST", path, response);
        }
        return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(LIMIT).header("Authorization", "Bearer " + token);
    }

    private RefusedException refused(String method, String path, HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new RefusedException(
                response.statusCode(),
                who + ": " + method + " " + path + " was answered with " + response.statusCode() + ": " + body);
    }

    /** The node answered, and the answer was no. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    @Override
    public String toString() {
        return who;
    }
}
