/** Identity types of the field: node, case, resident and organisation numbers, each checked when made. */
@NullMarked
package io.yilu.schemas.identity;

import org.jspecify.annotations.NullMarked;
