/** Tells open pages that something changed, so that they fetch it again without reloading. */
@NullMarked
package io.yilu.node.live;

import org.jspecify.annotations.NullMarked;
