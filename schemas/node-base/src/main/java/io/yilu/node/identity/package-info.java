/** Who this node is, where it keeps everything it has, and which clock it reads. */
@NullMarked
package io.yilu.node.identity;

import org.jspecify.annotations.NullMarked;
