package io.yilu.node.signin;

import java.util.List;

/** A node's bean of this type names the accounts that exist when {@code yilu.demo=true}. */
public interface SampleAccounts {

    /** Published in the README: reason enough never to run with {@code yilu.demo=true} on real data. */
    String PASSWORD = "yilu-demo-2026";

    List<SampleAccount> accounts();
}
