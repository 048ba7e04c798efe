/** The exchange as people at either node reach it: over HTTP, by their roles, each act in the audit log. */
@NullMarked
package io.yilu.desk;

import org.jspecify.annotations.NullMarked;
