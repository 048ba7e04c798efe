/** Who may use the node: accounts, the sign-in page, bearer tokens, roles and the rules of access. */
@NullMarked
package io.yilu.node.signin;

import org.jspecify.annotations.NullMarked;
