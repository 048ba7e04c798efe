@NullMarked
package io.yilu.county.broker;

import org.jspecify.annotations.NullMarked;
