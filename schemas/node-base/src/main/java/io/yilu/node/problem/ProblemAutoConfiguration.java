package io.yilu.node.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Answers failures the same way everywhere in a node. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ApiProblemAdvice.class, PageProblemAdvice.class, ProblemController.class})
public class ProblemAutoConfiguration {

    @Bean
    Problems problems(MessageSource messages) {
        return new Problems(messages);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }
}
