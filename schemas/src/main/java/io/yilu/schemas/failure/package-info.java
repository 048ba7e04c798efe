/** Failures that say what happened and what to do. */
@NullMarked
package io.yilu.schemas.failure;

import org.jspecify.annotations.NullMarked;
