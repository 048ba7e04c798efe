package io.yilu.county.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.county.CountyNodeApplication;
import io.yilu.county.trial.CountyTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** Every door of a county node that was started as it is: whatever else listened would be one that nobody guards (law 8). */
@EnabledOnOs(OS.LINUX)
@SpringBootTest(
        classes = CountyNodeApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "yilu.demo=true")
@ContextConfiguration(initializers = {OpenPortsTest.BeforeTheNode.class, CountyTest.OwnFolderAndPort.class})
class OpenPortsTest {

    private static final String LOOPBACK = "0100007F";
    private static final String LISTENS = "0A";

    private static Map<Integer, Boolean> before = Map.of();

    @Autowired
    private DataSource database;

    @Autowired
    private Environment environment;

    @Test
    void law_8_a_county_node_listens_for_its_pages_its_townships_and_to_itself_for_its_database() throws Exception {
        Map<Integer, Boolean> opened = listening();
        opened.keySet().removeAll(before.keySet());

        assertThat(opened)
                .as("ports, and whether only this machine reaches them")
                .isEqualTo(Map.of(
                        environment.getRequiredProperty("local.server.port", Integer.class), false,
                        environment.getRequiredProperty("yilu.broker.port", Integer.class), true,
                        portOfTheDatabase(), true));
    }

    private int portOfTheDatabase() throws Exception {
        try (Connection connection = database.getConnection()) {
            String url = connection.getMetaData().getURL();
            return URI.create(url.substring("jdbc:".length())).getPort();
        }
    }

    /** Other nodes of this JVM's tests listen too. */
    static final class BeforeTheNode implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                before = listening();
            } catch (IOException unknown) {
                throw new java.io.UncheckedIOException(unknown);
            }
        }
    }

    /** Ports on which this process and those that it started listen, with whether on the loopback address only. */
    private static Map<Integer, Boolean> listening() throws IOException {
        Set<String> own = sockets(ProcessHandle.current());
        ProcessHandle.current().descendants().forEach(child -> own.addAll(sockets(child)));
        Map<Integer, Boolean> ports = new HashMap<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENS) && own.contains("socket:[" + fields[9] + "]")) {
                    String[] local = fields[1].split(":");
                    ports.merge(
                            Integer.parseInt(local[1], 16), local[0].endsWith(LOOPBACK), (one, other) -> one && other);
                }
            }
        }
        return ports;
    }

    private static Set<String> sockets(ProcessHandle process) {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            open.forEach(file -> {
                try {
                    sockets.add(Files.readSymbolicLink(file).toString());
                } catch (IOException closedMeanwhile) {
                    // It listens no more.
                }
            });
        } catch (IOException endedMeanwhile) {
            // Neither does it.
        }
        return sockets;
    }
}
