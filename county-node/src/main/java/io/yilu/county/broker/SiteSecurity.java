package io.yilu.county.broker;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Lets a site in by its secret and the county's own routes by theirs; nobody else, nobody anonymous (law 8). */
final class SiteSecurity implements ActiveMQSecurityManager5 {

    /** The county's own user and role. */
    static final String COUNTY = "county";

    private final LinkSecrets secrets;
    private final String countySecret;

    SiteSecurity(LinkSecrets secrets, String countySecret) {
        this.secrets = secrets;
        this.countySecret = countySecret;
    }

    /** The role that a site has: its own code and no other's. */
    static String roleOf(NodeId site) {
        return "site-" + site;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (user == null || password == null) {
            return null;
        }
        if (user.equals(COUNTY)) {
            boolean known = MessageDigest.isEqual(
                    countySecret.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
            return known ? subject(COUNTY, COUNTY) : null;
        }
        NodeId site = siteOf(user);
        return site != null && secrets.matches(site, password) ? subject(user, roleOf(site)) : null;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType checkType, String address) {
        Set<RolePrincipal> held = subject.getPrincipals(RolePrincipal.class);
        return roles.stream()
                .anyMatch(role -> checkType.hasRole(role) && held.contains(new RolePrincipal(role.getName())));
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return authenticate(user, password, null, null) != null;
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        Subject subject = authenticate(user, password, null, null);
        return subject != null && authorize(subject, roles, checkType, "");
    }

    private static Subject subject(String user, String role) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        subject.getPrincipals().add(new RolePrincipal(role));
        return subject;
    }

    private static @Nullable NodeId siteOf(String user) {
        try {
            return new NodeId(user);
        } catch (PermanentException notASite) {
            return null;
        }
    }
}
