/** What the township writes down of its own acts, and keeps of the county's log. */
@NullMarked
package io.yilu.township.audit;

import org.jspecify.annotations.NullMarked;
