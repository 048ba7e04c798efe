/** Results that came home: the decision, its document, and the handing over. */
@NullMarked
package io.yilu.township.results;

import org.jspecify.annotations.NullMarked;
