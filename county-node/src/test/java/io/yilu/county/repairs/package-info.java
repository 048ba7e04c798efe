@NullMarked
package io.yilu.county.repairs;

import org.jspecify.annotations.NullMarked;
