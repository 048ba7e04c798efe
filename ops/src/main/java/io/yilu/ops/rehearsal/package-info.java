/** The main job end to end over real nodes, spoken to only as their users' programs do: the documented HTTP API. */
@NullMarked
package io.yilu.ops.rehearsal;

import org.jspecify.annotations.NullMarked;
