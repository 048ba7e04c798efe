/** The township clerk's node: accepts applications with or without the link and brings results home. */
@NullMarked
package io.yilu.township;

import org.jspecify.annotations.NullMarked;
