/** The states of a case and the one table of what may follow what. */
@NullMarked
package io.yilu.schemas.cases;

import org.jspecify.annotations.NullMarked;
