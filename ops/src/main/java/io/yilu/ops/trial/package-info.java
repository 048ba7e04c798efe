/** The fault trial: real nodes under real faults, and a judge that knows only what clients were told. */
@NullMarked
package io.yilu.ops.trial;

import org.jspecify.annotations.NullMarked;
