/** 驿包 as both nodes show and log them. */
@NullMarked
package io.yilu.desk.bundles;

import org.jspecify.annotations.NullMarked;
