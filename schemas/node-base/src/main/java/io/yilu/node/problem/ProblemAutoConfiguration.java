package io.yilu.node.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Answers failures the same way everywhere in a node. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ApiProblemAdvice.class, PageProblemAdvice.class, ProblemController.class})
public class ProblemAutoConfiguration {

    @Bean
    Problems problems(MessageSource messages, LocaleResolver locales) {
        return new Problems(messages, locales);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(Problems problems, ProblemWriter writer) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(problems, writer));
        // Before Spring Security, which looks for its token in the form.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
