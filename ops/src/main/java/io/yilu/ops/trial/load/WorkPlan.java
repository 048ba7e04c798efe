package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.load.PlannedCase.Course;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws from the seed who hands in what, where and when. */
final class WorkPlan {

    private static final String CIVIL_AFFAIRS = "05";
    private static final int MEGABYTE = 1024 * 1024;
    private static final int BIGGEST = 50 * MEGABYTE;
    private static final int MOST_LAST = 4;
    private static final double SEEN_BEFORE = 0.08;
    private static final String[] NAMES = {
        "申请书",
        "户口簿（复印件）",
        "身份证 正反面",
        "IMG_20260311_0934",
        "扫描件#1（最终版）%20&+",
        "收入证明—村委会盖章",
        "很长的名字".repeat(38),
        "🏔️山里的照片 𠀀"
    };

    private final Random random;
    private final List<NodePlan> towns;
    private final List<PlannedFile> earlier = new ArrayList<>();
    private final Catalogue catalogue = CatalogueLoader.loadShipped();

    private WorkPlan(long seed, List<NodePlan> towns) {
        this.random = new Random(seed);
        this.towns = towns;
    }

    /**
     * The cases of a trial.
     *
     * @param megabytes of all their scans together, about
     * @param within the last is handed in before this
     */
    static List<PlannedCase> draw(long seed, List<NodePlan> towns, int cases, int megabytes, Duration within) {
        return new WorkPlan(seed, towns).drawn(cases, megabytes, within);
    }

    /** Each town's last ones come last and with a scan of some size, so that a late fault which needs them finds them. */
    private List<PlannedCase> drawn(int cases, int megabytes, Duration within) {
        List<SampleCase> samples = SampleCase.loadShipped();
        List<SampleCase> chosen = new ArrayList<>();
        int files = 0;
        for (int i = 0; i < cases; i++) {
            SampleCase sample = samples.get(random.nextInt(samples.size()));
            chosen.add(sample);
            files += sample.attachments().size();
        }
        int last = Math.min(MOST_LAST, cases / towns.size() / 2) * towns.size();
        int bigEnough = (int) Math.min(MEGABYTE, (long) megabytes * MEGABYTE / 2 / Math.max(1, last));
        List<Integer> sizes = sizes(files, (long) megabytes * MEGABYTE);
        List<PlannedCase> plan = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < cases; i++) {
            SampleCase sample = chosen.get(i);
            List<PlannedFile> ofCase = new ArrayList<>();
            boolean isLast = i >= cases - last;
            for (SampleCase.Attachment attachment : sample.attachments()) {
                int size = sizes.get(next++);
                boolean mustTravel = isLast && ofCase.isEmpty();
                ofCase.add(mustTravel ? fresh(attachment, Math.max(size, bigEnough)) : file(attachment, size));
            }
            String department = catalogue.requireItem(sample.item()).department();
            plan.add(new PlannedCase(
                    i,
                    towns.get(i % towns.size()),
                    random.nextBoolean() ? "clerk" : "clerk2",
                    sample,
                    ofCase,
                    department.equals(CIVIL_AFFAIRS) ? "minzheng" : "d-" + department,
                    course(),
                    isLast ? within : within.multipliedBy(random.nextInt(1000)).dividedBy(1000)));
        }
        return plan;
    }

    private Course course() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            return Course.APPROVED;
        }
        return dice < 70 ? Course.REFUSED : dice < 90 ? Course.CORRECTED : Course.CONTESTED;
    }

    /** The same scan in two cases, now and then also of two towns. */
    private PlannedFile file(SampleCase.Attachment attachment, int bytes) {
        if (!earlier.isEmpty() && random.nextDouble() < SEEN_BEFORE) {
            PlannedFile same = earlier.get(random.nextInt(earlier.size()));
            return new PlannedFile(attachment.material(), name(), same.seed(), same.bytes());
        }
        return fresh(attachment, bytes);
    }

    private PlannedFile fresh(SampleCase.Attachment attachment, int bytes) {
        PlannedFile fresh = new PlannedFile(attachment.material(), name(), random.nextLong(), bytes);
        earlier.add(fresh);
        return fresh;
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    /** One as big as may be, some big, most small: spread over four orders of magnitude and scaled to the sum. */
    private List<Integer> sizes(int files, long sum) {
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            weights.add(Math.pow(10, 4 * random.nextDouble()));
        }
        double weight = weights.stream().mapToDouble(Double::doubleValue).sum();
        int giant = (int) Math.min(BIGGEST, sum / 3);
        List<Integer> sizes = new ArrayList<>();
        for (double share : weights) {
            sizes.add((int) Math.max(200, Math.min(giant, (sum - giant) * share / weight)));
        }
        if (!sizes.isEmpty()) {
            sizes.set(random.nextInt(sizes.size()), giant);
        }
        return sizes;
    }
}
