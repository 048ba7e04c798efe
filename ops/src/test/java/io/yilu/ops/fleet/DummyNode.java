package io.yilu.ops.fleet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that behaves to the launcher like a node: a probe, a database process of its own, the county's secrets. */
public final class DummyNode {

    private DummyNode() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(value(arguments, "--yilu.node.data-dir="));
        if (Files.exists(data.resolve("break"))) {
            throw new IllegalStateException("this node is broken on purpose");
        }
        if (value(arguments, "--yilu.node.id=").endsWith("000")) {
            Path secrets = Files.createDirectories(data.resolve("keys/link-secrets"));
            Files.writeString(secrets.resolve("610924102"), "secret of 102");
            Files.writeString(secrets.resolve("610924100"), "secret of 100");
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
        server.start();
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
