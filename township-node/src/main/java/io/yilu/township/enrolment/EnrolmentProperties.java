package io.yilu.township.enrolment;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this township asks for its first certificate.
 *
 * @param countyUrl address of the county's pages, such as {@code http://10.61.9.1:8080}; question and answer prove themselves by
 *     the code, so plain HTTP is enough
 */
@ConfigurationProperties("yilu.enrolment")
record EnrolmentProperties(
        @DefaultValue("http://127.0.0.1:8080") URI countyUrl) {}
