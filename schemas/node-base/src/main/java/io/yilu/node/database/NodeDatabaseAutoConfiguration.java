package io.yilu.node.database;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.identity.NodeIdentityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Starts the embedded database before anything asks for a data source, unless one is configured elsewhere. */
@AutoConfiguration(after = NodeIdentityAutoConfiguration.class, before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(DatabaseProperties.class)
@Conditional(NodeDatabaseAutoConfiguration.OnEmbeddedDatabase.class)
public class NodeDatabaseAutoConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(DataDirectory directory, DatabaseProperties properties) {
        return new EmbeddedDatabase(directory, properties);
    }

    /** The data source is made from this bean and so is closed before the database stops. */
    @Bean
    JdbcConnectionDetails embeddedDatabaseConnection(EmbeddedDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }
        };
    }

    /** {@code yilu.database.embedded}; when unset: true unless {@code spring.datasource.url} is given. */
    static final class OnEmbeddedDatabase extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment environment = context.getEnvironment();
            boolean embedded = environment.getProperty(
                    "yilu.database.embedded", Boolean.class, !environment.containsProperty("spring.datasource.url"));
            return new ConditionOutcome(embedded, ConditionMessage.of("yilu.database.embedded is " + embedded));
        }
    }
}
