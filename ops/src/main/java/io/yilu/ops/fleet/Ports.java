package io.yilu.ops.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which ports a fleet listens on.
 *
 * @param county the county's pages and API
 * @param link the county's broker; below the ephemeral range, else a passing connection may hold it
 * @param firstTown the first township's pages and API; the others follow
 */
public record Ports(int county, int link, int firstTown) {

    /** From here on the nodes' databases choose their ports; above 32768 the kernel chooses for passing connections. */
    private static final int DATABASES = 27_000;

    private static final int FIRST = 24_000;

    private static final int BLOCK = 32;

    private static final BitSet GIVEN = new BitSet();

    public static Ports standard() {
        return new Ports(8080, 21626, 8081);
    }

    /** All ports in one block of 32 from {@code base}: county, towns, and the link last. */
    public static Ports from(int base) {
        return new Ports(base, base + BLOCK - 1, base + 1);
    }

    /**
     * A block of ports of which none is in use now, for rehearsals beside whatever else runs here. This program is not
     * given a port twice: a fleet listens only some time after it has asked.
     */
    public static Ports free() {
        return free(1);
    }

    /** As {@link #free()}, and the blocks behind it are free as well. */
    public static synchronized Ports free(int blocks) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int base = ThreadLocalRandom.current().nextInt(FIRST, DATABASES - BLOCK * blocks);
            int end = base + BLOCK * blocks;
            if (GIVEN.get(base, end).isEmpty() && areFree(base, BLOCK * blocks)) {
                GIVEN.set(base, end);
                return from(base);
            }
        }
        throw new IllegalStateException("No block of " + BLOCK + " free ports was found between " + FIRST + " and "
                + DATABASES + ". Stop something that listens there.");
    }

    private static boolean areFree(int base, int count) {
        for (int port = base; port < base + count; port++) {
            if (!isFree("127.0.0.1", port)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
