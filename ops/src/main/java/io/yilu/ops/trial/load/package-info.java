/** The people of a trial: clerks, reviewers, corrections, each deed written down before and after. */
@NullMarked
package io.yilu.ops.trial.load;

import org.jspecify.annotations.NullMarked;
