package io.yilu.township.site;

import io.yilu.schemas.identity.NodeId;

/**
 * The service site that this node stands in.
 *
 * @param name full name, such as 紫阳县汉王镇便民服务中心
 * @param shortName the town's name, such as 汉王镇
 */
public record ThisSite(NodeId id, String name, String shortName) {}
