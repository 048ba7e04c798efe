/** The trial tried. */
@NullMarked
package io.yilu.ops.trial;

import org.jspecify.annotations.NullMarked;
