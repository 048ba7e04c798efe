/**
 * The exchange as a node's features see it: append to the {@link io.yilu.sync.Outbox}, handle messages with an
 * {@link io.yilu.sync.InboxHandler}, keep files in the {@link io.yilu.sync.FileStore}, and read where things stand.
 */
@NullMarked
package io.yilu.sync;

import org.jspecify.annotations.NullMarked;
