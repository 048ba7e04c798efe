/** Nodes as processes of this machine: where they live, how they start, stop, die and come back. */
@NullMarked
package io.yilu.ops.fleet;

import org.jspecify.annotations.NullMarked;
