package io.yilu.node.pages;

import io.yilu.node.signin.Role;
import java.util.Set;

/**
 * A word in the header that leads to a page.
 *
 * @param href path of the page, such as {@code /cases}
 * @param messageKey its text in the message bundles
 * @param roles who sees it; none means everybody who is signed in
 */
public record NavEntry(String href, String messageKey, Set<Role> roles) {

    public NavEntry {
        roles = Set.copyOf(roles);
    }

    public static NavEntry of(String href, String messageKey, Role... roles) {
        return new NavEntry(href, messageKey, Set.of(roles));
    }
}
