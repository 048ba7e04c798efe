/** What {@code ops/demo} runs: the whole system on one machine, for people and for its own check. */
@NullMarked
package io.yilu.ops.demo;

import org.jspecify.annotations.NullMarked;
