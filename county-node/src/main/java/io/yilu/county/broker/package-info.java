/** The county's embedded Artemis: transport only, disposable (law 1), and closed to everybody but the county's sites. */
@NullMarked
package io.yilu.county.broker;

import org.jspecify.annotations.NullMarked;
