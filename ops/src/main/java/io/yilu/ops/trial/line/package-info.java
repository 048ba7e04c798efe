/** The bad lines of a trial: a TCP proxy between each town and the county. */
@NullMarked
package io.yilu.ops.trial.line;

import org.jspecify.annotations.NullMarked;
