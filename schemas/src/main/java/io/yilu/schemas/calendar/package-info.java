/** Working days as the State Council publishes them, from an editable table. */
@NullMarked
package io.yilu.schemas.calendar;

import org.jspecify.annotations.NullMarked;
