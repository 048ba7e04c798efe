package io.yilu.ops.trial.faults;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.NodePrograms;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.trial.TrialFleet;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.history.History;
import io.yilu.ops.trial.line.LineProxy;
import io.yilu.ops.trial.load.Gate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A town with its line, its people and its intent log, and no node at either end, for faults to be tried on. */
final class Stage implements AutoCloseable {

    private static final int PROXIES = 8;

    final List<String> said = new CopyOnWriteArrayList<>();
    final Gate gate = new Gate();
    final History history;
    final Scene scene;
    final NodePlan town;
    private final TrialFleet fleet;
    private final ServerSocket county;
    private final List<Socket> ends = new ArrayList<>();

    Stage(Path folder) throws IOException {
        Ports ports = Ports.free();
        FleetPlan plan = FleetPlan.of(folder, "127.0.0.1", ports, DemoSites.first(1))
                .with(node -> node.isCounty() ? node : node.withLinkPort(ports.county() + PROXIES));
        county = new ServerSocket(ports.link(), 8, InetAddress.getLoopbackAddress());
        Console silent = new Console(new ByteArrayOutputStream());
        fleet = new TrialFleet(
                new Fleet(plan, NodePrograms.given(Map.of()), silent, new Words(Locale.ENGLISH)), ports.link());
        for (NodePlan node : plan.nodes()) {
            Files.createDirectories(folder.resolve(node.id().value() + ".crash-points"));
        }
        town = plan.towns().get(0);
        history = new History(folder.resolve("history.jsonl"));
        scene = new Scene(fleet, town, town, gate, new Truce(), history, new Random(1), said::add);
    }

    LineProxy line() {
        return fleet.line(town);
    }

    /** The town has a connection from now on. */
    Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), town.linkPort());
        ends.add(socket);
        ends.add(county.accept());
        return socket;
    }

    void note(Phase phase, Kind kind, String intent, NodePlan node, String number) {
        history.note(phase, kind, intent, node.id().value(), number, Map.of("reviewer", "minzheng"));
    }

    @Override
    public void close() throws IOException {
        for (Socket end : ends) {
            end.close();
        }
        fleet.close();
        county.close();
        history.close();
    }
}
