/** The node's own MariaDB server: unpacked, started before any data source, stopped after the last one. */
@NullMarked
package io.yilu.node.database;

import org.jspecify.annotations.NullMarked;
