/** The bad lines. */
@NullMarked
package io.yilu.ops.trial.line;

import org.jspecify.annotations.NullMarked;
