@NullMarked
package io.yilu.county;

import org.jspecify.annotations.NullMarked;
