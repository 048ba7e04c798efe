package io.yilu.township.trial;

import io.yilu.township.TownshipNodeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Runs the township node 汉王镇 on its own real MariaDB under target/, the county out of reach; one for all tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TownshipNodeApplication.class,
        properties = {
            "yilu.node.id=610924102",
            "yilu.demo=true",
            "yilu.link.port=22999",
            "logging.level.org.apache.camel.component.jms=OFF",
            "logging.level.org.springframework.jms=OFF"
        })
@AutoConfigureMockMvc
@Import({Window.class, County.class, OwnMessages.class, Browser.class, WallClock.class})
@ContextConfiguration(initializers = TownshipTest.OwnFolder.class)
public @interface TownshipTest {

    /** A folder that no other run has. */
    final class OwnFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/nodes")), "township");
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("ownFolder", Map.of("yilu.node.data-dir", folder.toString())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
