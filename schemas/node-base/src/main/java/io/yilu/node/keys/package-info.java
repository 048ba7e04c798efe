/** The node's own key, its certificate, and the files and texts in which they are kept and carried. */
@NullMarked
package io.yilu.node.keys;

import org.jspecify.annotations.NullMarked;
