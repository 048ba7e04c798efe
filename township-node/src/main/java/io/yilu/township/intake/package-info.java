/** Accepting an application: from the item to the receipt in one transaction. */
@NullMarked
package io.yilu.township.intake;

import org.jspecify.annotations.NullMarked;
