/** The catalogue in force, the versions that cases pin, and new ones from the county. */
@NullMarked
package io.yilu.township.catalogue;

import org.jspecify.annotations.NullMarked;
