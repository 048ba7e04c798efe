/** The faults of a trial, one class each, and the schedule that a seed draws. */
@NullMarked
package io.yilu.ops.trial.faults;

import org.jspecify.annotations.NullMarked;
