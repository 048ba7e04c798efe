package io.yilu.node.idempotency;

import io.yilu.node.signin.SignInAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Gives a node's API its idempotency keys. */
@AutoConfiguration(after = SignInAutoConfiguration.class)
public class IdempotencyAutoConfiguration {

    @Bean
    Idempotency idempotency(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json, Clock clock) {
        return new Idempotency(jdbc, new TransactionTemplate(transactions), json, clock);
    }
}
