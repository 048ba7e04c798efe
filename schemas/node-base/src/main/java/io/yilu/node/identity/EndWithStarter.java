package io.yilu.node.identity;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a node together with the program that started it, however that program ends: a node that nobody watches any more would
 * keep ports, memory and its data directory. The starter holds the other end of the node's standard input and never writes.
 */
public final class EndWithStarter {

    /** The system property with which a starter asks for it; a service manager does not. */
    static final String ASKED = "yilu.end-with-starter";

    private static final Logger log = LoggerFactory.getLogger(EndWithStarter.class);

    private EndWithStarter() {}

    /** To be called before anything else, since the starter may go while the node is still starting. */
    public static void ifAsked() {
        if (Boolean.getBoolean(ASKED)) {
            Thread watching = new Thread(EndWithStarter::end, "starter-watch");
            watching.setDaemon(true);
            watching.start();
        }
    }

    private static void end() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to a node this way.
            }
        } catch (IOException gone) {
            log.debug("The starter's pipe broke", gone);
        }
        log.info("The program that started this node has ended, and so does the node");
        System.exit(0);
    }
}
