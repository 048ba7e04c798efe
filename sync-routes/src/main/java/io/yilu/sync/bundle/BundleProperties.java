package io.yilu.sync.bundle;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the node uses sticks.
 *
 * @param directory where the stick that is plugged into this machine is mounted; without it bundles go by the browser only
 * @param partSize the largest file of a bundle; FAT32 takes 4 GB, and a bad block costs one part
 * @param mostUpload the largest file that is taken from a browser
 * @param secondCopy the nightly copy of what was never synced
 */
@ConfigurationProperties("yilu.bundle")
public record BundleProperties(
        @Nullable Path directory,
        @DefaultValue("1GB") DataSize partSize,
        @DefaultValue("4GB") DataSize mostUpload,
        @DefaultValue SecondCopyPlan secondCopy) {

    private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(32);

    public BundleProperties {
        if (partSize.compareTo(SMALLEST_PART) < 0) {
            throw new IllegalArgumentException("yilu.bundle.part-size must be at least 32MB, it is " + partSize + ".");
        }
    }

    /**
     * When and where the second copy is made; a township's matter.
     *
     * @param directory on another disk or a stick that stays plugged in; none is made without it
     * @param keep how many generations stay
     * @param at the time of day in China; made up for at the next start if the machine was off
     * @param alarmAfter an older copy is alarmed
     * @param sameDisk lets it lie on the disk of the data directory, where it is lost together with that
     */
    public record SecondCopyPlan(
            @Nullable Path directory,
            @DefaultValue("7") int keep,
            @DefaultValue("02:30") LocalTime at,
            @DefaultValue("3d") Duration alarmAfter,
            @DefaultValue("false") boolean sameDisk) {

        public SecondCopyPlan {
            if (keep < 1) {
                throw new IllegalArgumentException("yilu.bundle.second-copy.keep must be at least 1.");
            }
        }
    }
}
