/** The power list (权力清单) at the county: which version is active, and its way to every site. */
@NullMarked
package io.yilu.county.catalogue;

import org.jspecify.annotations.NullMarked;
