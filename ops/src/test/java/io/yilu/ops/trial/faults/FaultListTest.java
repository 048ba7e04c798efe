package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultListTest {

    @Test
    void every_fault_has_a_name_of_its_own_a_law_and_says_how_it_is_made() {
        assertThat(FaultList.all()).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(FaultList.all()).extracting(Fault::card).allSatisfy(card -> {
            assertThat(card.name()).matches("[a-z0-9-]{4,40}");
            assertThat(card.law()).matches("[0-9]{1,2}(, [0-9]{1,2})*");
            assertThat(card.from()).isNotBlank();
            assertThat(card.how()).isNotBlank();
        });
        FaultList.all().forEach(fault -> assertThat(FaultList.table()).contains(fault.name()));
    }
}
