/** The report of a trial. */
@NullMarked
package io.yilu.ops.trial.report;

import org.jspecify.annotations.NullMarked;
