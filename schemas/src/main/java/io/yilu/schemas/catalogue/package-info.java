/** The power list (权力清单): departments, items, materials and sites, checked when loaded, found as one types. */
@NullMarked
package io.yilu.schemas.catalogue;

import org.jspecify.annotations.NullMarked;
