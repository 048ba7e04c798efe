/** Personal data as it rests in the tables: JSON under the node's key. */
@NullMarked
package io.yilu.township.sealed;

import org.jspecify.annotations.NullMarked;
