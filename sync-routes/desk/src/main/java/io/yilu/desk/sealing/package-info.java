/** The keys of the node, as the exchange needs them. */
@NullMarked
package io.yilu.desk.sealing;

import org.jspecify.annotations.NullMarked;
