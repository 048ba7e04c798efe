/** Accounts that survive their machine. */
@NullMarked
package io.yilu.township.accounts;

import org.jspecify.annotations.NullMarked;
