/** A whole county node on a real MariaDB and with its real broker, and townships that hand cases over to it. */
@NullMarked
package io.yilu.county.trial;

import org.jspecify.annotations.NullMarked;
