/** What the township's tests share: a node on a real database, sample applications, scans. */
@NullMarked
package io.yilu.township.trial;

import org.jspecify.annotations.NullMarked;
