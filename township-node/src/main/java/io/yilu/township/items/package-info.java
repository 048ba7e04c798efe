/** Items as people look for them: finding one as one types, and what it needs. */
@NullMarked
package io.yilu.township.items;

import org.jspecify.annotations.NullMarked;
