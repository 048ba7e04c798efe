package io.yilu.ops.fleet;

import io.yilu.schemas.identity.NodeId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one node is to be: who it is, where it listens and where it keeps everything.
 *
 * @param name what people call it, such as 汉王镇
 * @param bind the address that its pages listen on
 * @param httpPort of its pages and API
 * @param linkPort of the county's broker
 * @param county where the county's pages are, at which a town enrols
 * @param dataDir everything of the node lives under it; absolute and real, since processes are recognised by it
 * @param flags more flags for its JVM, as a trial gives
 */
public record NodePlan(
        Kind kind, NodeId id, String name, String bind, int httpPort, int linkPort, URI county, Path dataDir, List<String> flags) {

    public NodePlan {
        flags = List.copyOf(flags);
    }

    NodePlan(Kind kind, NodeId id, String name, String bind, int httpPort, int linkPort, URI county, Path dataDir) {
        this(kind, id, name, bind, httpPort, linkPort, county, dataDir, List.of());
    }

    /** The same node reaching the county by another port. */
    public NodePlan withLinkPort(int port) {
        return new NodePlan(kind, id, name, bind, httpPort, port, county, dataDir, flags);
    }

    /** The same node as a second copy of itself: the same name and keys in another directory, at another port. */
    public NodePlan copiedTo(Path directory, int port) {
        return new NodePlan(kind, id, name, bind, port, linkPort, county, directory, flags);
    }

    public NodePlan withFlags(List<String> more) {
        return new NodePlan(kind, id, name, bind, httpPort, linkPort, county, dataDir, more);
    }

    /** Which of the two programs it runs. */
    public enum Kind {
        COUNTY("county-node"),
        TOWNSHIP("township-node");

        private final String module;

        Kind(String module) {
            this.module = module;
        }

        /** The Maven module that builds it. */
        public String module() {
            return module;
        }
    }

    public boolean isCounty() {
        return kind == Kind.COUNTY;
    }

    /** Where this machine reaches it. */
    public URI address() {
        return addressOf(bind, httpPort);
    }

    static URI addressOf(String bind, int port) {
        return URI.create("http://" + ("0.0.0.0".equals(bind) ? "127.0.0.1" : bind) + ":" + port);
    }

    /** Everything that the node and its database write to their standard output. */
    public Path consoleLog() {
        return dataDir.resolve("logs").resolve("console.log");
    }

    /** Where a town's node looks for the one-time code with which it enrols. */
    Path enrolmentCode() {
        return dataDir.resolve("keys").resolve("enrolment-code");
    }

    /** A town's key and certificates, there once it is enrolled. */
    Path keyRing() {
        return dataDir.resolve("keys").resolve("link.pem");
    }

    /** Program arguments, the same that an administrator would write into the node's configuration. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--yilu.node.id=" + id.value(),
                "--yilu.node.data-dir=" + dataDir,
                "--yilu.demo=true",
                "--server.address=" + bind,
                "--server.port=" + httpPort));
        if (isCounty()) {
            arguments.add("--yilu.broker.port=" + linkPort);
        } else {
            arguments.add("--yilu.link.county-host=127.0.0.1");
            arguments.add("--yilu.link.port=" + linkPort);
            arguments.add("--yilu.enrolment.county-url=" + county);
        }
        return arguments;
    }
}
