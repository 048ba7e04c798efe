package io.yilu.node.signin;

import io.yilu.node.database.NodeDatabaseAutoConfiguration;
import io.yilu.node.identity.DataDirectory;
import io.yilu.node.identity.DemoProperties;
import io.yilu.node.problem.ProblemAutoConfiguration;
import io.yilu.node.problem.ProblemWriter;
import io.yilu.node.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the sign-in page before a node's pages and bearer tokens before its API. */
@AutoConfiguration(
        after = {NodeDatabaseAutoConfiguration.class, JdbcClientAutoConfiguration.class, ProblemAutoConfiguration.class
        },
        before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties(SignInProperties.class)
@EnableWebSecurity
@Import({AccountTable.class, SignInPage.class, PasswordPage.class, TokenController.class, OpenApiDescription.class})
public class SignInAutoConfiguration {

    /** Styles on elements are allowed for progress bars; scripts come from files of this node only. */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self' blob:;"
            + " object-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private static final String[] OPEN_PAGES = {
        Addresses.SIGN_IN, "/webjars/**", "/assets/**", "/favicon.ico", "/error", "/actuator/health/**"
    };

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    SignIn signIn(
            AccountTable accounts,
            PasswordEncoder passwords,
            SignInProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        return new SignIn(accounts, passwords, properties, clock, events);
    }

    @Bean
    AuthenticationProvider signInProvider(SignIn signIn) {
        return new SignInProvider(signIn);
    }

    @Bean
    Tokens tokens(JdbcClient jdbc, AccountTable accounts, SignInProperties properties, Clock clock) {
        return new Tokens(jdbc, accounts, properties, clock);
    }

    @Bean
    KeptAccounts keptAccounts(AccountTable accounts) {
        return new KeptAccounts(accounts);
    }

    @Bean
    FirstAccounts firstAccounts(
            AccountTable accounts,
            PasswordEncoder passwords,
            ObjectProvider<SampleAccounts> samples,
            DemoProperties demo,
            DataDirectory directory) {
        return new FirstAccounts(accounts, passwords, samples, demo, directory);
    }

    @Bean
    WebMvcConfigurer firstPasswordFirst(PasswordPage page) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(page)
                        .excludePathPatterns(
                                PasswordPage.ADDRESS,
                                Addresses.SIGN_IN,
                                "/webjars/**",
                                "/assets/**",
                                "/error",
                                "/live",
                                "/actuator/**");
            }
        };
    }

    @Bean
    @Order(10)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            Tokens tokens,
            ObjectProvider<AccessRules> rules,
            Problems problems,
            ProblemWriter writer) {
        ApiEntry entry = new ApiEntry(problems, writer);
        return http.securityMatcher(request -> isApi(request.getRequestURI(), request.getContextPath())
                        || request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(entry).accessDeniedHandler(entry))
                .addFilterBefore(new BearerTokenFilter(tokens), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(access -> {
                    // What was let in goes on: an answer finished later, or the page that explains a failure.
                    access.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    access.requestMatchers("/api/v1/tokens").permitAll();
                    authorize(access, rules.orderedStream().toList());
                })
                .headers(headers -> headers(headers))
                .build();
    }

    @Bean
    @Order(20)
    SecurityFilterChain pageSecurity(
            HttpSecurity http,
            ObjectProvider<AccessRules> rules,
            AccountTable accounts,
            SignInProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        PageEntry entry = new PageEntry();
        SignInOutcome outcome = new SignInOutcome(accounts, events);
        return http.csrf(csrf -> csrf.spa())
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new IdleSessionFilter(clock, properties.idle()), SecurityContextHolderFilter.class)
                .formLogin(form -> form.loginPage(Addresses.SIGN_IN)
                        .successHandler(outcome)
                        .failureHandler(outcome))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(Addresses.SIGN_IN + "?out"))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(entry).accessDeniedHandler(entry))
                .authorizeHttpRequests(access -> {
                    // What was let in goes on: an answer finished later, or the page that explains a failure.
                    access.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    access.requestMatchers(OPEN_PAGES).permitAll();
                    authorize(access, rules.orderedStream().toList());
                })
                .headers(headers -> headers(headers))
                .build();
    }

    private static boolean isApi(String path, String contextPath) {
        return path.startsWith(contextPath + "/api/");
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry access,
            List<AccessRules> contributed) {
        for (AccessRules some : contributed) {
            for (AccessRule rule : some.rules()) {
                if (rule.roles().isEmpty()) {
                    access.requestMatchers(rule.pattern()).permitAll();
                } else {
                    access.requestMatchers(rule.pattern())
                            .hasAnyRole(rule.roles().stream().map(Role::name).toArray(String[]::new));
                }
            }
        }
        access.anyRequest().authenticated();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }
}
