/**
 * The tamper-evident audit log (审计日志): who did what to what, when, why and from where, each entry holding the hash of the
 * one before. What is done through {@link io.yilu.node.audit.AuditLog} is written in the transaction of the act itself.
 */
@NullMarked
package io.yilu.node.audit;

import org.jspecify.annotations.NullMarked;
