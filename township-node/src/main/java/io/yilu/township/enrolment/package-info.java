/** How this township becomes known to the county (入网): its key, the one-time code, its certificate and the renewals. */
@NullMarked
package io.yilu.township.enrolment;

import org.jspecify.annotations.NullMarked;
