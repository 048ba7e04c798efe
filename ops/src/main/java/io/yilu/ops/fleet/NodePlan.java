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
 * @param dataDir everything of the node lives under it; absolute and real, since processes are recognised by it
 * @param flags more flags for its JVM, as a trial gives
 */
public record NodePlan(
        Kind kind, NodeId id, String name, String bind, int httpPort, int linkPort, Path dataDir, List<String> flags) {

    public NodePlan {
        flags = List.copyOf(flags);
    }

    NodePlan(Kind kind, NodeId id, String name, String bind, int httpPort, int linkPort, Path dataDir) {
        this(kind, id, name, bind, httpPort, linkPort, dataDir, List.of());
    }

    /** The same node reaching the county by another port. */
    public NodePlan withLinkPort(int port) {
        return new NodePlan(kind, id, name, bind, httpPort, port, dataDir, flags);
    }

    /** The same node as a second copy of itself: the same name and keys in another directory, at another port. */
    public NodePlan copiedTo(Path directory, int port) {
        return new NodePlan(kind, id, name, bind, port, linkPort, directory, flags);
    }

    public NodePlan withFlags(List<String> more) {
        return new NodePlan(kind, id, name, bind, httpPort, linkPort, dataDir, more);
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
        String host = "0.0.0.0".equals(bind) ? "127.0.0.1" : bind;
        return URI.create("http://" + host + ":" + httpPort);
    }

    /** Everything that the node and its database write to their standard output. */
    public Path consoleLog() {
        return dataDir.resolve("logs").resolve("console.log");
    }

    /** The county keeps one secret a town under this directory; a town keeps its own in {@link #linkSecret()}. */
    Path linkSecretOf(NodeId town) {
        return dataDir.resolve("keys").resolve("link-secrets").resolve(town.value());
    }

    Path linkSecret() {
        return dataDir.resolve("keys").resolve("link-secret");
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
        }
        return arguments;
    }
}
