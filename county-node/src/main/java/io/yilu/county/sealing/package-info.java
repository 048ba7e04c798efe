/** The key under which the county's ledger and personal data rest. */
@NullMarked
package io.yilu.county.sealing;

import org.jspecify.annotations.NullMarked;
