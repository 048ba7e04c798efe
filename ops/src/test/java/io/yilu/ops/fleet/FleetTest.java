package io.yilu.ops.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.ops.fleet.NodePlan.Kind;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.identity.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's handling of processes, with a stand-in for the nodes' programs. */
@Timeout(120)
class FleetTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Fleet fleet;
    private FleetPlan plan;

    @BeforeEach
    void makeFleet() throws IOException {
        Path root = Files.createDirectories(folder.resolve("data")).toRealPath();
        plan = FleetPlan.of(
                root, "127.0.0.1", Ports.free(), List.of(site("610924100", "城关镇"), site("610924102", "汉王镇")));
        NodeProgram program = new NodeProgram(dummyJar(), Optional.empty());
        NodePrograms programs = NodePrograms.given(Map.of(Kind.COUNTY, program, Kind.TOWNSHIP, program));
        fleet = new Fleet(plan, programs, new Console(said), new Words(Locale.ENGLISH));
    }

    @AfterEach
    void endAll() {
        fleet.close();
    }

    @Test
    void all_nodes_become_ready_and_stop_in_order_without_leaving_a_process() throws Exception {
        fleet.startAll();
        assertThat(plan.nodes())
                .allMatch(
                        node -> fleet.running(node).filter(RunningNode::isReady).isPresent());
        assertThat(ProcessTable.workingOn(plan.root()))
                .as("three nodes, three databases")
                .hasSize(6);
        fleet.stopAll();
        assertThat(ProcessTable.workingOn(plan.root())).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsSubsequence("紫阳县 610924000 is ready", "汉王镇 610924102 is ready", "汉王镇 stopped", "紫阳县 stopped");
    }

    @Test
    void each_town_gets_its_own_enrolment_code_from_the_countys_administrator() throws Exception {
        fleet.startAll();
        assertThat(plan.root().resolve("610924100/keys/enrolment-code")).hasContent("code of 610924100");
        assertThat(plan.root().resolve("610924102/keys/enrolment-code")).hasContent("code of 610924102");
    }

    @Test
    void an_enrolled_town_is_not_invited_again() throws Exception {
        Path ring = plan.root().resolve("610924100/keys/link.pem");
        Files.createDirectories(ring.getParent());
        Files.createFile(ring);
        fleet.startAll();
        assertThat(plan.root().resolve("610924100/keys/enrolment-code")).doesNotExist();
    }

    @Test
    void without_a_county_a_town_starts_and_waits_for_its_invitation() throws Exception {
        fleet.startReady(plan.towns().get(0));
        assertThat(plan.root().resolve("610924100/keys/enrolment-code")).doesNotExist();
    }

    @Test
    void a_killed_node_leaves_its_database_which_stopping_the_fleet_ends() throws Exception {
        fleet.startReady(plan.county());
        fleet.kill(plan.county());
        assertThat(ProcessTable.databasesOf(plan.county().dataDir())).hasSize(1);
        fleet.stopAll();
        assertThat(ProcessTable.workingOn(plan.root())).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("was left behind; ending it");
    }

    @Test
    void a_node_that_dies_while_it_starts_is_told_with_the_end_of_its_log() throws Exception {
        Files.createDirectories(plan.county().dataDir());
        Files.createFile(plan.county().dataDir().resolve("break"));
        assertThatThrownBy(() -> fleet.startAll())
                .isInstanceOfSatisfying(
                        NodeFailedException.class,
                        failed -> assertThat(failed.logTail()).anyMatch(line -> line.contains("broken on purpose")))
                .hasMessageContaining("exit code 1");
        assertThat(ProcessTable.workingOn(plan.root())).isEmpty();
    }

    @Test
    void taken_ports_are_refused_and_their_holder_is_named() throws Exception {
        int port = plan.towns().get(1).httpPort();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(() -> fleet.requireFreePorts())
                    .isInstanceOf(PortsTakenException.class)
                    .hasMessageContaining("Port " + port + " (汉王镇) is taken")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        fleet.requireFreePorts();
    }

    @Test
    void nodes_run_in_sessions_of_their_own_so_that_ctrl_c_reaches_only_the_launcher() throws Exception {
        RunningNode county = fleet.startReady(plan.county());
        String[] stat =
                Files.readString(Path.of("/proc/" + county.pid() + "/stat")).split(" ");
        assertThat(Long.parseLong(stat[5])).as("session").isEqualTo(county.pid());
    }

    @Test
    void stopping_while_starting_starts_nothing_more() throws Exception {
        fleet.startReady(plan.county());
        fleet.close();
        assertThatThrownBy(() -> fleet.startReady(plan.towns().get(0))).isInstanceOf(InterruptedException.class);
        assertThat(ProcessTable.workingOn(plan.root())).isEmpty();
    }

    @Test
    void a_deadline_that_passes_names_what_was_awaited() {
        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(300)).awaitTrue("the tea is ready", () -> false))
                .hasMessageContaining("the tea is ready");
    }

    private static Site site(String code, String division) {
        return new Site(new NodeId(code), division + "便民服务中心", division, LocalDate.of(2014, 1, 14), null, "high", "");
    }

    private Path dummyJar() throws IOException {
        Path jar = folder.resolve("dummy.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, DummyNode.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String entry = DummyNode.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(entry));
            try (InputStream bytes = DummyNode.class.getClassLoader().getResourceAsStream(entry)) {
                assertThat(bytes).isNotNull();
                bytes.transferTo(out);
            }
        }
        return jar;
    }
}
