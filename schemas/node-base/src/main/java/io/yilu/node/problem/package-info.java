/** Failures as people and programs read them: problem details for the API, plain pages for browsers. */
@NullMarked
package io.yilu.node.problem;

import org.jspecify.annotations.NullMarked;
