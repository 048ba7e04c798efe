/** Application forms: what a page shows of them, and what is wrong with what was filled in. */
@NullMarked
package io.yilu.schemas.form;

import org.jspecify.annotations.NullMarked;
