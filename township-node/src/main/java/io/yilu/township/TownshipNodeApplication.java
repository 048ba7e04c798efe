package io.yilu.township;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the township node. */
@SpringBootApplication
@EnableScheduling
public class TownshipNodeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TownshipNodeApplication.class, arguments);
    }
}
