/** Carries what moved at the county to the pages that are open. */
@NullMarked
package io.yilu.county.live;

import org.jspecify.annotations.NullMarked;
