package io.yilu.township.catalogue;

import io.yilu.schemas.form.FormValidator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the validator of forms a bean. */
@Configuration
class FormConfiguration {

    @Bean
    FormValidator formValidator(Clock clock) {
        return new FormValidator(clock);
    }
}
