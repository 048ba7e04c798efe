/** The clock of a case (时限): what was promised, what the law allows, and what is used up. */
@NullMarked
package io.yilu.schemas.clock;

import org.jspecify.annotations.NullMarked;
