/** What is held (待处理) in the exchange, and what IT staff does about it: over HTTP, each step in the audit log. */
@NullMarked
package io.yilu.desk.repairs;

import org.jspecify.annotations.NullMarked;
