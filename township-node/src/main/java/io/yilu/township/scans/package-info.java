/** Files brought to the node: checked, stored by their content, shown again. */
@NullMarked
package io.yilu.township.scans;

import org.jspecify.annotations.NullMarked;
