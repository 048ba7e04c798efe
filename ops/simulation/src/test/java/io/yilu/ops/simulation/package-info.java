@NullMarked
package io.yilu.ops.simulation;

import org.jspecify.annotations.NullMarked;
