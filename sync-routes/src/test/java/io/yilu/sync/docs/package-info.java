/** The protocol's documents, compared with the program: who writes another node has only them. */
@NullMarked
package io.yilu.sync.docs;

import org.jspecify.annotations.NullMarked;
