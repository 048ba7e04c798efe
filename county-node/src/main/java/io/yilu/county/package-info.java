/** The county hub: what the county government service centre (县政务服务中心) works with. */
@NullMarked
package io.yilu.county;

import org.jspecify.annotations.NullMarked;
