package io.yilu.node.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Puts {@code yilu-node-defaults.properties} below every other source, so that a node need not repeat it. */
final class NodeDefaults implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
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
