/** What stands around the pages: menu, accounts, who may open what, and how times and sizes are written. */
@NullMarked
package io.yilu.township.frame;

import org.jspecify.annotations.NullMarked;
