/** A creation that is asked for twice happens once. */
@NullMarked
package io.yilu.node.idempotency;

import org.jspecify.annotations.NullMarked;
