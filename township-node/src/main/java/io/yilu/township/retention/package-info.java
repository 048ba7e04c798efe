/** How long a township keeps the scans of cases that are over, once the county has them in its backups. */
@NullMarked
package io.yilu.township.retention;

import org.jspecify.annotations.NullMarked;
