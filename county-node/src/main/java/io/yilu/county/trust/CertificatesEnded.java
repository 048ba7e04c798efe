package io.yilu.county.trust;

import io.yilu.schemas.identity.NodeId;

/** Certificates of this site stopped counting: connections that were opened with them must go. */
public record CertificatesEnded(NodeId site) {}
