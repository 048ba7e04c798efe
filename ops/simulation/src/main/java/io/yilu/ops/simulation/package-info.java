/** The production engine on simulated lines, disks, ledgers and clocks: a seed gives a schedule of everything that can go wrong. */
@NullMarked
package io.yilu.ops.simulation;

import org.jspecify.annotations.NullMarked;
