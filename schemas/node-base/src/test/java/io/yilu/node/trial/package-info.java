/** A small node for trying node-base as its users have it: jar in the class path, a few beans, a few pages. */
@NullMarked
package io.yilu.node.trial;

import org.jspecify.annotations.NullMarked;
