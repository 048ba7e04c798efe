/** The one configuration that every mapper of this node shares. */
@NullMarked
package io.yilu.township.mapping;

import org.jspecify.annotations.NullMarked;
