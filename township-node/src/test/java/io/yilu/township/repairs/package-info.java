/** What a township gets back from its own messages after it lost its tables. */
@NullMarked
package io.yilu.township.repairs;

import org.jspecify.annotations.NullMarked;
