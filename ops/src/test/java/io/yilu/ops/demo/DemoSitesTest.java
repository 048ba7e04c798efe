package io.yilu.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.Site;
import org.junit.jupiter.api.Test;

class DemoSitesTest {

    @Test
    void the_demo_begins_with_three_towns_that_people_know() {
        assertThat(DemoSites.first(3))
                .extracting(site -> site.code().value() + " " + site.division())
                .containsExactly("610924100 城关镇", "610924102 汉王镇", "610924112 毛坝镇");
    }

    @Test
    void twenty_one_towns_are_all_of_the_catalogue_once_each() {
        assertThat(DemoSites.first(21)).extracting(Site::code).hasSize(21).doesNotHaveDuplicates();
    }
}
