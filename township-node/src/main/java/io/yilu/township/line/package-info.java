/** Where the line stands: the lamp on every page and the page of what waits. */
@NullMarked
package io.yilu.township.line;

import org.jspecify.annotations.NullMarked;
