/**
 * The road that is a stick (law 12): what waits for a peer is written into sealed files and taken into the same inbox as by the
 * line; and what was never synced is kept a second time.
 */
@NullMarked
package io.yilu.sync.bundle;

import org.jspecify.annotations.NullMarked;
