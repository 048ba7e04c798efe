/** The judge judged. */
@NullMarked
package io.yilu.ops.trial.check;

import org.jspecify.annotations.NullMarked;
