package io.yilu.ops.trial.line;

/**
 * What a line is like just now.
 *
 * @param up from the town to the county
 * @param down from the county to the town
 * @param refusing whether new connections are refused
 */
public record Weather(Flow up, Flow down, boolean refusing) {

    public static final Weather FAIR = both(Flow.FREE);
    public static final Weather NO_LINE = new Weather(Flow.HELD, Flow.HELD, true);

    public static Weather both(Flow flow) {
        return new Weather(flow, flow, false);
    }
}
