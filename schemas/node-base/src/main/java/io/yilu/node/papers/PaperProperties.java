package io.yilu.node.papers;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Papers.
 *
 * @param centre the name on top of each paper where the paper names no other
 * @param address what stands before the path in a QR code: the public address where citizens ask, ending without a slash
 */
@ConfigurationProperties("yilu.papers")
record PaperProperties(
        @DefaultValue("紫阳县政务服务中心") String centre,
        @DefaultValue("yilu:") String address) {}
