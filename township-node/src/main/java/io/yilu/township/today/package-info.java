/** The home page: the search box, drafts, results to hand over, today's cases. */
@NullMarked
package io.yilu.township.today;

import org.jspecify.annotations.NullMarked;
