package io.yilu.county.broker;

import io.yilu.county.trust.SiteCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;

/**
 * Lets a site in by the certificate of its connection and the county's own routes, which are in this process, by a secret;
 * nobody else, nobody anonymous (law 8). Whatever name and password a site sends along mean nothing.
 *
 * <p>The broker asks anew for each message, so a certificate that was ended stops counting between two of them.
 */
final class SiteSecurity implements ActiveMQSecurityManager5 {

    /** The county's own user and role. */
    static final String COUNTY = "county";

    private final SiteCheck certificates;
    private final String countySecret;
    private final RefusedConnections refused;

    SiteSecurity(SiteCheck certificates, String countySecret, RefusedConnections refused) {
        this.certificates = certificates;
        this.countySecret = countySecret;
        this.refused = refused;
    }

    /** The role that a site has: its own code and no other's. */
    static String roleOf(NodeId site) {
        return "site-" + site;
    }

    /** The certificate by which a connection over the network was let in, if it has one. */
    static @Nullable X509Certificate certificateOf(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        return chain == null || chain.length == 0 ? null : chain[0];
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (connection == null) {
            return null;
        }
        if (connection.getTransportConnection() instanceof InVMConnection) {
            return isCounty(user, password) ? subject(COUNTY, COUNTY) : null;
        }
        X509Certificate certificate = certificateOf(connection);
        if (certificate == null) {
            return null;
        }
        try {
            NodeId site = certificates.siteOf(certificate);
            return subject(site.value(), roleOf(site));
        } catch (CertificateRefused no) {
            refused.count(no);
            return null;
        }
    }

    private boolean isCounty(@Nullable String user, @Nullable String password) {
        return COUNTY.equals(user)
                && password != null
                && MessageDigest.isEqual(
                        countySecret.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType checkType, String address) {
        if (subject == null) {
            return false;
        }
        Set<RolePrincipal> held = subject.getPrincipals(RolePrincipal.class);
        boolean may = roles.stream()
                .anyMatch(role -> checkType.hasRole(role) && held.contains(new RolePrincipal(role.getName())));
        if (!may) {
            refused.countAddress(
                    subject.getPrincipals(UserPrincipal.class).stream()
                            .map(UserPrincipal::getName)
                            .findFirst()
                            .orElse("nobody"),
                    checkType.name(),
                    address);
        }
        return may;
    }

    /** Nobody is let in without a connection. */
    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        return false;
    }

    private static Subject subject(String user, String role) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        subject.getPrincipals().add(new RolePrincipal(role));
        return subject;
    }
}
