/** The built nodes as processes, met by programs and by a real browser. */
@NullMarked
package io.yilu.ops.acceptance;

import org.jspecify.annotations.NullMarked;
