package io.yilu.ops.fleet;

import io.yilu.ops.fleet.NodePlan.Kind;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.identity.NodeId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One county and its towns on this machine.
 *
 * @param root the folder under which each node has its own
 */
public record FleetPlan(Path root, NodePlan county, List<NodePlan> towns) {

    public FleetPlan {
        towns = List.copyOf(towns);
    }

    public static FleetPlan of(Path root, String bind, Ports ports, List<Site> sites) {
        URI countyAddress = NodePlan.addressOf(bind, ports.county());
        NodePlan county = new NodePlan(
                Kind.COUNTY,
                NodeId.COUNTY,
                "紫阳县",
                bind,
                ports.county(),
                ports.link(),
                countyAddress,
                root.resolve(NodeId.COUNTY.value()));
        List<NodePlan> towns = new ArrayList<>();
        for (Site site : sites) {
            int port = ports.firstTown() + towns.size();
            Path dataDir = root.resolve(site.code().value());
            towns.add(new NodePlan(
                    Kind.TOWNSHIP, site.code(), site.division(), bind, port, ports.link(), countyAddress, dataDir));
        }
        return new FleetPlan(root, county, towns);
    }

    /** The same fleet with each node changed. */
    public FleetPlan with(UnaryOperator<NodePlan> change) {
        return new FleetPlan(
                root, change.apply(county), towns.stream().map(change).toList());
    }

    public List<NodePlan> nodes() {
        return Stream.concat(Stream.of(county), towns.stream()).toList();
    }

    public NodePlan town(String id) {
        return towns.stream()
                .filter(town -> town.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No township " + id + " is in this fleet"));
    }
}
