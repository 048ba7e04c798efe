/** Which service site this node is. */
@NullMarked
package io.yilu.township.site;

import org.jspecify.annotations.NullMarked;
