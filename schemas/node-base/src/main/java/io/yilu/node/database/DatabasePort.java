package io.yilu.node.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** A free port of this machine, the same as last time where that is still free. */
final class DatabasePort {

    /** Below the ports that the kernel hands out to clients, above the usual servers'. */
    private static final int FIRST = 27_000;

    private static final int LAST = 31_999;
    private static final int TRIES = 200;

    private DatabasePort() {}

    static int choose(Path remembered) throws IOException {
        if (Files.exists(remembered)) {
            String text =
                    Files.readString(remembered, StandardCharsets.US_ASCII).strip();
            if (text.matches("[0-9]{4,5}") && isFree(Integer.parseInt(text))) {
                return Integer.parseInt(text);
            }
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                Files.writeString(remembered, Integer.toString(port), StandardCharsets.US_ASCII);
                return port;
            }
        }
        throw new IOException("no free port between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
