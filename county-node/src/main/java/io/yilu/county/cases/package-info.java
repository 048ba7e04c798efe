/** Forwarded cases (办件) as the county keeps them: what the townships sent, where each case stands, and its timeline. */
@NullMarked
package io.yilu.county.cases;

import org.jspecify.annotations.NullMarked;
