@NullMarked
package io.yilu.county.audit;

import org.jspecify.annotations.NullMarked;
