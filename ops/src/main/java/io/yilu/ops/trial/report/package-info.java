/** What a trial leaves behind for people to read. */
@NullMarked
package io.yilu.ops.trial.report;

import org.jspecify.annotations.NullMarked;
