/** The judge of a trial: compares what clients were told with what the nodes' public API shows, and knows no engine. */
@NullMarked
package io.yilu.ops.trial.check;

import org.jspecify.annotations.NullMarked;
