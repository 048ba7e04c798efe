/** The business messages of the exchange, each with its JSON Schema under contract/. */
@NullMarked
package io.yilu.schemas.payload;

import org.jspecify.annotations.NullMarked;
