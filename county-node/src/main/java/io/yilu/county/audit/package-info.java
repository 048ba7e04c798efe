/** Keeps the ends of audit logs at both ends of the line, so that none can be rewritten unnoticed. */
@NullMarked
package io.yilu.county.audit;

import org.jspecify.annotations.NullMarked;
