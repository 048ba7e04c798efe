package io.yilu.township.trial;

import io.yilu.schemas.catalogue.SampleCase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A clerk's window over the HTTP API: what a program may do, as the user {@code clerk}. */
@TestComponent
public class Window {

    /** The item of the first samples: 初审, seven materials, the sixth may follow. */
    public static final String ALLOWANCE = "610924-05-03-001";

    private static final AtomicInteger SCANS = new AtomicInteger();

    private final MockMvc http;
    private final JsonMapper json;
    private @Nullable String token;

    Window(MockMvc http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** The first shipped sample of an item. */
    public static SampleCase sampleOf(String item) {
        return SampleCase.loadShipped().stream()
                .filter(sample -> sample.item().equals(item))
                .findFirst()
                .orElseThrow();
    }

    /** A picture that no test had before. */
    public static byte[] scan() {
        var image = new java.awt.image.BufferedImage(40, 40, java.awt.image.BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, SCANS.incrementAndGet() * 7919);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application of a sample, every material with a fresh scan. */
    public ObjectNode application(SampleCase sample) {
        ObjectNode request = json.createObjectNode();
        request.put("itemCode", sample.item());
        request.set("applicant", json.valueToTree(sample.applicant()));
        request.set("form", sample.data().deepCopy());
        List<Map<String, Object>> materials = new ArrayList<>();
        sample.attachments()
                .forEach(attachment -> materials.add(Map.of(
                        "seq",
                        attachment.material(),
                        "files",
                        List.of(upload(scan(), attachment.name() + ".png")
                                .path("sha256")
                                .asString()))));
        request.set("materials", json.valueToTree(materials));
        return request;
    }

    /** A case of the usual item, accepted now; its number. */
    public String accepted() {
        return body(post(
                        "/api/v1/cases",
                        application(sampleOf(ALLOWANCE)),
                        UUID.randomUUID().toString()))
                .path("number")
                .asString();
    }

    public JsonNode upload(byte[] content, String name) {
        return body(uploading(content, name));
    }

    public MvcResult uploading(byte[] content, String name) {
        return send(MockMvcRequestBuilders.post("/api/v1/files")
                .header(
                        "X-File-Name",
                        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .content(content));
    }

    public MvcResult post(String path, Object request, String key) {
        return send(MockMvcRequestBuilders.post(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsBytes(request)));
    }

    public MvcResult get(String path) {
        return send(MockMvcRequestBuilders.get(path));
    }

    public JsonNode read(String path) {
        return body(get(path));
    }

    public JsonNode body(MvcResult result) {
        return json.readTree(bytes(result));
    }

    public static byte[] bytes(MvcResult result) {
        return result.getResponse().getContentAsByteArray();
    }

    /** What went wrong, as the reader is told. */
    public static String said(MvcResult result) {
        return new String(bytes(result), StandardCharsets.UTF_8);
    }

    private MvcResult send(MockHttpServletRequestBuilder request) {
        try {
            return http.perform(request.header("Authorization", "Bearer " + token()))
                    .andReturn();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a clerk must do after the date changed by more than a token lives. */
    public synchronized void signInAgain() {
        token = null;
    }

    private synchronized String token() throws Exception {
        String known = token;
        if (known == null) {
            MvcResult answer = http.perform(MockMvcRequestBuilders.post("/api/v1/tokens")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"username\":\"clerk\",\"password\":\"yilu-demo-2026\"}"))
                    .andReturn();
            known = body(answer).path("token").asString();
            token = known;
        }
        return known;
    }
}
