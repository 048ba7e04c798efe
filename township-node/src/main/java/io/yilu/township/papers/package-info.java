/** Papers for the citizen, made as PDF: 收件凭证, 受理通知书, 一次性告知书 and the result. */
@NullMarked
package io.yilu.township.papers;

import org.jspecify.annotations.NullMarked;
