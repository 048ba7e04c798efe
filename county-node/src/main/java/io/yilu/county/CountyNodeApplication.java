package io.yilu.county;

import io.yilu.node.identity.EndWithStarter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the county node. */
@SpringBootApplication
@EnableScheduling
public class CountyNodeApplication {

    public static void main(String[] arguments) {
        EndWithStarter.ifAsked();
        SpringApplication.run(CountyNodeApplication.class, arguments);
    }
}
