/** Correction requests (补正): what the county asks for, and the answer with the writer token. */
@NullMarked
package io.yilu.township.corrections;

import org.jspecify.annotations.NullMarked;
