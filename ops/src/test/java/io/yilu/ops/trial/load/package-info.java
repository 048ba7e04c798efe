/** What people write. */
@NullMarked
package io.yilu.ops.trial.load;

import org.jspecify.annotations.NullMarked;
