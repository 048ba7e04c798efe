/** Every Camel route of the exchange: frames to and from the county's broker, a queue and a connection for each lane. */
@NullMarked
package io.yilu.sync.routes;

import org.jspecify.annotations.NullMarked;
