/** What a township keeps, and what it lets go of. */
@NullMarked
package io.yilu.township.retention;

import org.jspecify.annotations.NullMarked;
