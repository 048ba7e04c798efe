/** What clients meant to do and were told: the only thing besides the public API that the judge knows. */
@NullMarked
package io.yilu.ops.trial.history;

import org.jspecify.annotations.NullMarked;
