package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Payload;

/**
 * A township asks for a new certificate while its old one still counts, for the same key.
 *
 * @param request PKCS#10 in PEM, signed with that key
 */
public record CertificateRequested(String request) implements Payload {}
