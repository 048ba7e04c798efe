/** What is being written and not yet sent: forms and scans that survive browser and node. */
@NullMarked
package io.yilu.township.drafts;

import org.jspecify.annotations.NullMarked;
