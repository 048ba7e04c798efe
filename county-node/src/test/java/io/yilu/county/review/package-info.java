@NullMarked
package io.yilu.county.review;

import org.jspecify.annotations.NullMarked;
