package io.yilu.township;

import io.yilu.node.identity.EndWithStarter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the township node. */
@SpringBootApplication
@EnableScheduling
public class TownshipNodeApplication {

    public static void main(String[] arguments) {
        EndWithStarter.ifAsked();
        SpringApplication.run(TownshipNodeApplication.class, arguments);
    }
}
