package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The county hands out certificates, in PEM.
 *
 * @param certificate the receiver's new one; absent when only the county's own was renewed
 * @param county the county node's own
 */
public record CertificateIssued(@Nullable String certificate, String county) implements Payload {}
