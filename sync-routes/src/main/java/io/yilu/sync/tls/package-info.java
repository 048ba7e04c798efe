/** Mutual TLS of the link: both ends prove themselves with the certificates of the moment (law 8). */
@NullMarked
package io.yilu.sync.tls;

import org.jspecify.annotations.NullMarked;
