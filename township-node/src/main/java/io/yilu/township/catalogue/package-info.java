/** The active catalogue: finding items, what an item needs, and new versions from the county. */
@NullMarked
package io.yilu.township.catalogue;

import org.jspecify.annotations.NullMarked;
