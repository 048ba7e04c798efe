package io.yilu.ops.trial.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.form.FormValidator;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A clerk who corrects a form hands in one that the item takes. */
class AmendedFormTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final Catalogue catalogue = CatalogueLoader.loadShipped();
    private final FormValidator validator = new FormValidator(Clock.systemUTC());

    @Test
    void every_sample_differs_in_a_field_and_is_as_sound_as_before() {
        assertThat(SampleCase.loadShipped()).isNotEmpty().allSatisfy(sample -> {
            JsonNode amended = AmendedForm.of(sample.data());
            FormSchema form = catalogue.form(sample.form()).orElseThrow();
            assertThat(amended).isNotEqualTo(sample.data());
            assertThat(validator.validate(form, amended, DAY)).isEqualTo(validator.validate(form, sample.data(), DAY));
        });
    }
}
