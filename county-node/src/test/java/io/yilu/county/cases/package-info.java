@NullMarked
package io.yilu.county.cases;

import org.jspecify.annotations.NullMarked;
