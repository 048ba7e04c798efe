package io.yilu.node.identity;

import io.yilu.schemas.identity.NodeId;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which node this is.
 *
 * @param id the nine-digit code of the service site, or the county's
 * @param dataDir everything of this node lives under it: copying it while the node is stopped is a backup
 */
@Validated
@ConfigurationProperties("yilu.node")
public record NodeProperties(@NotNull NodeId id, @NotNull Path dataDir) {}
