/** The documents, compared with what they describe. */
@NullMarked
package io.yilu.ops.docs;

import org.jspecify.annotations.NullMarked;
