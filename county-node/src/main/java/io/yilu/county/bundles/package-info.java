/** 驿包: what waits for a site goes there by a stick, and what the site has comes in. */
@NullMarked
package io.yilu.county.bundles;

import org.jspecify.annotations.NullMarked;
