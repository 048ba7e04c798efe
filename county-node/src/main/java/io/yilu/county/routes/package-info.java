/** The routes (线路) as IT staff see them: every site, its link, and what waits on either side of it. */
@NullMarked
package io.yilu.county.routes;

import org.jspecify.annotations.NullMarked;
