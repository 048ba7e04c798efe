@NullMarked
package io.yilu.county.trust;

import org.jspecify.annotations.NullMarked;
