package io.yilu.node.uploads;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Uploads.
 *
 * @param maxSize the largest file taken; raise {@code spring.servlet.multipart.max-file-size} with it
 */
@ConfigurationProperties("yilu.uploads")
record UploadProperties(@DefaultValue("200MB") DataSize maxSize) {}
