/**
 * What a fault trial may do inside a node that was started for it. Without the system properties that a trial gives, nothing
 * here does anything.
 */
@NullMarked
package io.yilu.sync.trial;

import org.jspecify.annotations.NullMarked;
