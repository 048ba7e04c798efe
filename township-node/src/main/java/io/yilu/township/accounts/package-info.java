/** Lets the county keep this site's accounts, so that they are there again on a new machine. */
@NullMarked
package io.yilu.township.accounts;

import org.jspecify.annotations.NullMarked;
