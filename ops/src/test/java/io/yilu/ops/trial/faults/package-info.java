/** Faults and their schedule. */
@NullMarked
package io.yilu.ops.trial.faults;

import org.jspecify.annotations.NullMarked;
