/** How a township gets its certificate from the county: the one-time code, question and answer, and who a certificate names. */
@NullMarked
package io.yilu.schemas.enrolment;

import org.jspecify.annotations.NullMarked;
