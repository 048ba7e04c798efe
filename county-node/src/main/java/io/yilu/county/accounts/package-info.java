/** Keeps the townships' accounts for the day on which one of them needs a new machine. */
@NullMarked
package io.yilu.county.accounts;

import org.jspecify.annotations.NullMarked;
