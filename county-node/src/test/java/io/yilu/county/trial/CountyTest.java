package io.yilu.county.trial;

import io.yilu.county.CountyNodeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Runs the county node with its own database and broker under target/; tests that say only this share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {CountyNodeApplication.class, Townships.class},
        properties = "yilu.demo=true")
@AutoConfigureMockMvc
@ContextConfiguration(initializers = CountyTest.OwnFolderAndPort.class)
public @interface CountyTest {

    /** A folder and a port that no other run has. */
    final class OwnFolderAndPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/nodes")), "county");
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "ownFolderAndPort",
                                Map.of(
                                        "yilu.node.data-dir",
                                        folder.toString(),
                                        "yilu.broker.port",
                                        free.getLocalPort())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
