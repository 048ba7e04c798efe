package io.yilu.county;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the county node. */
@SpringBootApplication
public class CountyNodeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CountyNodeApplication.class, arguments);
    }
}
