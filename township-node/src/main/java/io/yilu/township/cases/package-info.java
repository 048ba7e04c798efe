/** The ledger of this site's cases: their state, timeline, materials and list. */
@NullMarked
package io.yilu.township.cases;

import org.jspecify.annotations.NullMarked;
