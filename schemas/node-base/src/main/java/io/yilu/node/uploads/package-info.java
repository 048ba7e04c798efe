/** Takes scans from browsers and programs: what they really are, how large, and under which name they are shown. */
@NullMarked
package io.yilu.node.uploads;

import org.jspecify.annotations.NullMarked;
