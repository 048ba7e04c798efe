package io.yilu.ops.fleet;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How far a starting node has got, told from what it logs; only for the progress line. */
enum StartStep {
    JVM("."),
    DATABASE("(?i)mariadb|hikari"),
    TABLES("(?i)liquibase|changeset"),
    BROKER("(?i)artemis|AMQ221"),
    PAGES("(?i)tomcat started|mvc|thymeleaf"),
    STARTED("Started \\w+ in ");

    private final Pattern sign;

    StartStep(String sign) {
        this.sign = Pattern.compile(sign);
    }

    static StartStep reached(List<String> log) {
        StartStep reached = JVM;
        for (String line : log) {
            for (StartStep step : values()) {
                if (step.compareTo(reached) > 0 && step.sign.matcher(line).find()) {
                    reached = step;
                }
            }
        }
        return reached;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
