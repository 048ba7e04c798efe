/** Papers that a window hands out: PDF on A4 with Chinese fonts, barcode and QR code. */
@NullMarked
package io.yilu.node.papers;

import org.jspecify.annotations.NullMarked;
