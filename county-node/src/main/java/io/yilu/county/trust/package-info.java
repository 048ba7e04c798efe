/**
 * Whom the county trusts: its certificate authority, the one-time codes by which sites enrol, the certificates that it gave and
 * those that it ended.
 */
@NullMarked
package io.yilu.county.trust;

import org.jspecify.annotations.NullMarked;
