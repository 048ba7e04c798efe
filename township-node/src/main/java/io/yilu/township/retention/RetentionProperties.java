package io.yilu.township.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what the county has backed up stays on this disk as well.
 *
 * @param filesAfterDelivery scans of a case stay so long after the result was handed over; more than the age of the oldest
 *     backup that the county would ever put back
 */
@ConfigurationProperties("yilu.retention")
record RetentionProperties(@DefaultValue("90d") Duration filesAfterDelivery) {

    private static final Duration LEAST = Duration.ofDays(1);

    RetentionProperties {
        if (filesAfterDelivery.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("yilu.retention.files-after-delivery is at least " + LEAST);
        }
    }
}
