package io.yilu.sync.boot;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the exchange keeps its things.
 *
 * @param id site code of this node
 * @param dataDir files go to {@code blobs/} below it
 */
@ConfigurationProperties("yilu.node")
record NodeHome(String id, Path dataDir) {}
