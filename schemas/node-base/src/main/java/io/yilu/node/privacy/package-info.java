/** Keeps ids and phones unreadable to whoever copies the database. */
@NullMarked
package io.yilu.node.privacy;

import org.jspecify.annotations.NullMarked;
