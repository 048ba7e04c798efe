package io.yilu.ops.trial.faults;

import java.io.IOException;

/** Whether the county has refused and counted something of a town since this began; a county counts from its own start. */
final class Refused {

    private final Scene scene;
    private final String code;
    private final ItStaff staff;
    private final int restarts;
    private long before;

    Refused(Scene scene, String code) {
        this.scene = scene;
        this.code = code;
        this.staff = new ItStaff(scene.county(), scene.town());
        this.restarts = scene.fleet().restarts(scene.county());
    }

    /** False if the county does not say how much it had counted before: then nothing can be told by it. */
    boolean isBegun() throws InterruptedException {
        return Look.isSeen(
                () -> {
                    before = staff.refusals(code);
                    return true;
                },
                Look.PATIENCE);
    }

    boolean isCounted() throws IOException, InterruptedException {
        return staff.refusals(code) > (isCountyNew() ? 0 : before);
    }

    /** What it had counted is gone then. */
    boolean isCountyNew() {
        return scene.fleet().restarts(scene.county()) > restarts;
    }
}
