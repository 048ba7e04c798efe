/** What both nodes keep of each other's audit logs, and the alarms about them. */
@NullMarked
package io.yilu.desk.audit;

import org.jspecify.annotations.NullMarked;
