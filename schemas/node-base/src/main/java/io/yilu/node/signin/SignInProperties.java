package io.yilu.node.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the sign-in is.
 *
 * @param failures wrong passwords in a row that lock an account
 * @param lockedFor how long it stays locked
 * @param idle without the user doing anything, a session ends after this time
 * @param tokenLife how long a bearer token is good for
 */
@ConfigurationProperties("yilu.signin")
record SignInProperties(
        @DefaultValue("5") int failures,
        @DefaultValue("15m") Duration lockedFor,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration tokenLife) {}
