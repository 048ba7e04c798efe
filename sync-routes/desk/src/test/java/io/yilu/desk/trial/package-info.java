/** A small node for trying the desk as its users have it: a real database, a real exchange, no line. */
@NullMarked
package io.yilu.desk.trial;

import org.jspecify.annotations.NullMarked;
