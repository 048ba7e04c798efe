/** What crosses the link: the envelope, its lanes and the files it refers to. */
@NullMarked
package io.yilu.schemas.exchange;

import org.jspecify.annotations.NullMarked;
