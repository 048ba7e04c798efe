package io.yilu.node.signin;

import java.util.List;

/** A node's bean of this type says who may open which of its paths; what no rule names is for all who are signed in. */
public interface AccessRules {

    /** The first rule whose pattern fits is the one that counts; pages and {@code /api/**} alike. */
    List<AccessRule> rules();
}
