/** What stands around the county's pages: its name, its menu, who may open what, and the accounts of the demo. */
@NullMarked
package io.yilu.county.frame;

import org.jspecify.annotations.NullMarked;
