package io.yilu.node.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this node is for trying out.
 *
 * @param demo true: sample accounts with a published password exist; never on a node that citizens' data enters
 */
@ConfigurationProperties("yilu")
public record DemoProperties(@DefaultValue("false") boolean demo) {}
