package io.yilu.township.enrolment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentCode;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.identity.NodeId;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Answers at an address of its own as the county does, or with one thing wrong; the county node has tests of its own. */
final class CountyOffice implements AutoCloseable {

    private static final X500Principal NAME = new X500Principal("CN=Test authority");
    private static final KeyPair COUNTYS = KeyRing.newKey();
    private static final KeyPair AUTHORITYS = KeyRing.newKey();
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final NodeId site;
    private final X509Certificate authority;
    private final EnrolmentCode code;
    private final HttpServer server;
    private volatile UnaryOperator<EnrolmentAnswer> twist = UnaryOperator.identity();
    private volatile NodeId namedInCertificate;

    CountyOffice(NodeId site) throws IOException {
        this.site = site;
        this.namedInCertificate = site;
        this.authority = issue(NAME, AUTHORITYS.getPublic(), null, Duration.ofDays(1000));
        this.code = EnrolmentCode.create(site, authority, new SecureRandom());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.createContext("/api/v1/enrolment", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    String code() {
        return code.text();
    }

    /** The next answers are changed after they were marked. */
    void twist(UnaryOperator<EnrolmentAnswer> change) {
        twist = change;
    }

    /** The next answers are rightly marked and hold a certificate for another node. */
    void name(NodeId other) {
        namedInCertificate = other;
    }

    /** A certificate of this authority. */
    X509Certificate issue(NodeId node, PublicKey key, Duration validity) {
        return issue(new X500Principal(CertificateName.subject(node)), key, node, validity);
    }

    X509Certificate authority() {
        return authority;
    }

    X509Certificate countys() {
        return issue(NodeId.COUNTY, COUNTYS.getPublic(), Duration.ofDays(10));
    }

    private void answer(HttpExchange exchange) throws IOException {
        EnrolmentRequest question = JSON.readValue(exchange.getRequestBody(), EnrolmentRequest.class);
        int status = 200;
        String body;
        if (question.isMarkedWith(code.key())) {
            X509Certificate own =
                    issue(namedInCertificate, CertificateRequest.keyOf(question.request()), Duration.ofDays(10));
            body = JSON.writeValueAsString(twist.apply(
                    EnrolmentAnswer.of(question, Pem.of(own), Pem.of(authority), Pem.of(countys()), code.key())));
        } else {
            status = 422;
            body = "{\"code\":\"YILU-ENROL-002\",\"detail\":\"wrong\",\"whatToDo\":\"again\"}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static X509Certificate issue(
            X500Principal subject, PublicKey key, @org.jspecify.annotations.Nullable NodeId node, Duration validity) {
        Instant from = Instant.now().minusSeconds(60);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(from),
                Date.from(from.plus(validity)),
                subject,
                key);
        try {
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    node == null ? new BasicConstraints(0) : new BasicConstraints(false));
            if (node != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(
                                KeyPurposeId.getInstance(new ASN1ObjectIdentifier(CertificateCheck.useOf(node)))));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        true,
                        new GeneralNames(
                                new GeneralName(GeneralName.uniformResourceIdentifier, CertificateName.uri(node))));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(AUTHORITYS.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
