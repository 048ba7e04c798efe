package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;

/**
 * Where people deal with the cases of one town.
 *
 * @param node the town itself, or the county
 */
public record Counter(NodePlan node, NodePlan town) {}
