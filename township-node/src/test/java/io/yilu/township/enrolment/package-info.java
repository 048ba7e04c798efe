@NullMarked
package io.yilu.township.enrolment;

import org.jspecify.annotations.NullMarked;
