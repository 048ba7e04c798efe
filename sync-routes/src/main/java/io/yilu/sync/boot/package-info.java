/** Puts the exchange together in a Spring Boot node. */
@NullMarked
package io.yilu.sync.boot;

import org.jspecify.annotations.NullMarked;
