package io.yilu.ops.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that behaves to the launcher like a node: a probe, a database process of its own, the county's enrolment codes. */
public final class DummyNode {

    private DummyNode() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(value(arguments, "--yilu.node.data-dir="));
        if (Files.exists(data.resolve("break"))) {
            throw new IllegalStateException("this node is broken on purpose");
        }
        Process database = new ProcessBuilder(
                        List.of("bash", "-c", "exec -a " + data.resolve("database/mariadbd") + " sleep 300"))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            database.destroy();
            database.onExit().join();
        }));
        int port = Integer.parseInt(value(arguments, "--server.port="));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        server.createContext("/actuator/health/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/api/v1/tokens", exchange -> answer(exchange, "{\"token\":\"t\"}"));
        server.createContext("/api/v1/sites/", exchange -> {
            String site = exchange.getRequestURI().getPath().split("/")[4];
            boolean isSignedIn = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, isSignedIn ? "{\"code\":\"code of " + site + "\"}" : "{}");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(201, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String value(String[] arguments, String name) {
        for (String argument : arguments) {
            if (argument.startsWith(name)) {
                return argument.substring(name.length());
            }
        }
        throw new IllegalArgumentException(name + " is missing");
    }
}
