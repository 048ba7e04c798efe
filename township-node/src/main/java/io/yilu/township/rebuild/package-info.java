/** A node that lost its disk or was put back from a backup takes no new work before its history and the files of its open cases are here again. */
@NullMarked
package io.yilu.township.rebuild;

import org.jspecify.annotations.NullMarked;
