/** The department's desk (待办 and 办件): what waits, the case with its scans, the decision or the correction request. */
@NullMarked
package io.yilu.county.review;

import org.jspecify.annotations.NullMarked;
