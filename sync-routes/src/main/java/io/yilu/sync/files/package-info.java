/** Content-addressed files on the node's disk. */
@NullMarked
package io.yilu.sync.files;

import org.jspecify.annotations.NullMarked;
