@NullMarked
package io.yilu.county.bundles;

import org.jspecify.annotations.NullMarked;
