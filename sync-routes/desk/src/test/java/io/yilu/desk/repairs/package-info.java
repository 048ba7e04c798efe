/** Repairs over HTTP, tried at a whole node. */
@NullMarked
package io.yilu.desk.repairs;

import org.jspecify.annotations.NullMarked;
