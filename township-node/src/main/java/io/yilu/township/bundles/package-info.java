/** 驿包: what waits goes to the county by a stick, and what the county has comes back. */
@NullMarked
package io.yilu.township.bundles;

import org.jspecify.annotations.NullMarked;
