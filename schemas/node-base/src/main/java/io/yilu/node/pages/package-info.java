/** The frame of every page: header, navigation, language, type size, form fields and the files they need. */
@NullMarked
package io.yilu.node.pages;

import org.jspecify.annotations.NullMarked;
