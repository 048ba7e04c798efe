package io.yilu.node.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Puts {@code yilu-node-defaults.properties} below every other source, and the JVM into UTC, before anything starts. */
final class NodeDefaults implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // The MariaDB driver stores an Instant in the JVM's zone, whatever the connection says: the machine's zone must
        // not
        // decide what the ledger's times mean. Days are the county's by the Clock bean, and logs by their own pattern.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Map<String, Object> defaults = new HashMap<>();
        load().forEach((key, value) -> defaults.put(key.toString(), value));
        String dataDir = environment.getProperty("yilu.node.data-dir");
        if (dataDir != null) {
            // A relative location would be taken relative to the servlet container's own folder.
            Path temporary = Path.of(dataDir).toAbsolutePath().normalize().resolve("tmp");
            defaults.put("spring.servlet.multipart.location", temporary.toString());
        }
        environment.getPropertySources().addLast(new MapPropertySource("yiluNodeDefaults", defaults));
    }

    private static Properties load() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource("yilu-node-defaults.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
