/** The whole of one case put together, as a page and over the HTTP API. */
@NullMarked
package io.yilu.township.casefile;

import org.jspecify.annotations.NullMarked;
