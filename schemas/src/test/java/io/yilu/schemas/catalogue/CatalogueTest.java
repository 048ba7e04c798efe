package io.yilu.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.clock.Limits;
import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CatalogueTest {

    private static final Catalogue CATALOGUE = CatalogueLoader.loadShipped();
    private static final String ALLOWANCE = "610924-05-03-001";
    private static final NodeId HANWANG = NodeId.of("610924102");
    private static final LocalDate DAY = LocalDate.of(2015, 7, 1);

    @Test
    void the_shipped_catalogue_has_the_countys_numbers() {
        assertThat(CATALOGUE.version()).isEqualTo("2016.1");
        assertThat(CATALOGUE.departments()).hasSize(51);
        assertThat(CATALOGUE.items()).hasSize(418);
        assertThat(CATALOGUE.tables().materials()).hasSize(1868);
        assertThat(CATALOGUE.windows()).hasSize(37);
        assertThat(CATALOGUE.sites()).hasSize(21);
        assertThat(CATALOGUE.tables().siteDivisions()).hasSize(24);
        assertThat(CATALOGUE.tables().calendar()).hasSize(437);
        assertThat(CATALOGUE.formNames()).hasSize(14);
        assertThat(CATALOGUE.tables().themes()).containsOnlyKeys("enterprise", "construction");
        assertThat(CATALOGUE.townshipItems()).hasSize(88);
        assertThat(CATALOGUE.items().stream().collect(Collectors.groupingBy(Item::kind, Collectors.counting())))
                .isEqualTo(Map.of("许可", 216L, "确认", 54L, "给付", 37L, "备案", 40L, "公共服务", 56L, "其他", 15L));
        assertThat(CATALOGUE.items()).filteredOn(Item::isImmediate).hasSize(62);
        assertThat(CATALOGUE.items()).filteredOn(Item::hasFee).hasSize(42);
    }

    @Test
    void an_item_brings_its_department_materials_form_and_limits() {
        Item item = CATALOGUE.requireItem(ALLOWANCE);
        assertThat(item.name()).isEqualTo("农村居民最低生活保障审核确认");
        assertThat(item.townshipRole()).isEqualTo(TownshipRole.PRECHECK);
        assertThat(CATALOGUE.departmentOf(item).shortName()).isEqualTo("民政");
        assertThat(CATALOGUE.formOf(item).title()).isEqualTo("最低生活保障申请审批表");
        assertThat(item.limits()).isEqualTo(new Limits(item.promisedDays(), item.legalDays()));
        assertThat(CATALOGUE.materials(ALLOWANCE)).extracting(Material::seq).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(CATALOGUE.materials(ALLOWANCE).get(0).isRequired()).isTrue();
        assertThat(CATALOGUE.materials("none")).isEmpty();
    }

    @Test
    void an_unknown_item_is_refused_in_words() {
        assertThatThrownBy(() -> CATALOGUE.requireItem("610924-99-01-001"))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("YILU-CATALOGUE-002")
                .hasMessageContaining("610924-99-01-001");
    }

    @Test
    void a_township_may_accept_what_its_role_allows_where_its_site_serves() {
        Item township = CATALOGUE.requireItem(ALLOWANCE);
        Item county = CATALOGUE.requireItem("610924-01-01-001");
        assertThat(CATALOGUE.mayAccept(HANWANG, township, DAY)).isTrue();
        assertThat(CATALOGUE.mayAccept(HANWANG, county, DAY)).isFalse();
        assertThat(CATALOGUE.mayAccept(HANWANG, township, LocalDate.of(2013, 1, 1)))
                .isFalse();
        assertThat(CATALOGUE.mayAccept(NodeId.of("610924999"), township, DAY)).isFalse();
    }

    @Test
    void a_site_outlives_the_merger_of_its_town() {
        Map<Boolean, List<Site>> moved = CATALOGUE.sites().stream()
                .collect(Collectors.partitioningBy(site -> CATALOGUE.tables().siteDivisions().stream()
                                .filter(division -> division.site().equals(site.code()))
                                .count()
                        > 1));
        assertThat(moved.get(true)).isNotEmpty().allSatisfy(site -> {
            SiteDivision before =
                    CATALOGUE.divisionOf(site.code(), LocalDate.of(2015, 1, 5)).orElseThrow();
            SiteDivision after =
                    CATALOGUE.divisionOf(site.code(), LocalDate.of(2016, 1, 5)).orElseThrow();
            assertThat(before.divisionCode()).isNotEqualTo(after.divisionCode());
        });
        assertThat(CATALOGUE.divisionOf(HANWANG, DAY))
                .get()
                .extracting(SiteDivision::divisionName)
                .isEqualTo("汉王镇");
        assertThat(CATALOGUE.site(HANWANG)).get().extracting(Site::name).isEqualTo("紫阳县汉王镇便民服务中心");
    }

    @Test
    void a_site_serves_from_its_first_to_its_last_day() {
        Site closed = new Site(HANWANG, "甲", "乙", DAY, DAY.plusDays(2), "high", "");
        assertThat(closed.servesOn(DAY.minusDays(1))).isFalse();
        assertThat(closed.servesOn(DAY)).isTrue();
        assertThat(closed.servesOn(DAY.plusDays(2))).isTrue();
        assertThat(closed.servesOn(DAY.plusDays(3))).isFalse();
    }

    @Test
    void a_released_file_holds_the_whole_catalogue_and_always_the_same_bytes() {
        byte[] json = CATALOGUE.toJson();
        Catalogue read = Catalogue.fromJson(json);
        assertThat(read.tables()).isEqualTo(CATALOGUE.tables());
        assertThat(read.toJson()).isEqualTo(json);
        assertThat(read.formOf(read.requireItem(ALLOWANCE)).schema())
                .isNotNull()
                .isEqualTo(CATALOGUE.formOf(CATALOGUE.requireItem(ALLOWANCE)).schema());
        assertThat(json.length).isLessThan(2_000_000);
    }

    @Test
    void the_samples_fit_the_catalogue() {
        List<SampleCase> samples = SampleCase.loadShipped();
        assertThat(samples).hasSize(60).allSatisfy(sample -> {
            Item item = CATALOGUE.requireItem(sample.item());
            assertThat(item.form()).isEqualTo(sample.form());
            assertThat(CATALOGUE.mayAccept(
                            sample.site(), item, sample.acceptedAt().toLocalDate()))
                    .isTrue();
            List<Integer> scanned = sample.attachments().stream()
                    .map(SampleCase.Attachment::material)
                    .toList();
            assertThat(CATALOGUE.materials(sample.item()))
                    .filteredOn(Material::isRequired)
                    .extracting(Material::seq)
                    .isSubsetOf(scanned);
        });
        assertThat(samples.get(0).acceptedAt()).isEqualTo("2015-03-11T09:12:00+08:00");
    }

    @ParameterizedTest
    @CsvSource({"'{', 不是完整的 JSON 文件", "'[]', type object", "'{}', required version"})
    void a_file_that_is_no_catalogue_is_refused(String text, String reason) {
        assertThatThrownBy(() -> Catalogue.fromJson(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("YILU-CATALOGUE-001")
                .hasMessageContaining(reason);
    }

    @Test
    void a_released_file_with_faults_is_refused_with_all_of_them() {
        ObjectNode json = (ObjectNode) ContractMapper.instance().readTree(CATALOGUE.toJson());
        ArrayNode items = (ArrayNode) json.path("items");
        ((ObjectNode) items.get(3)).put("promisedDays", 9999);
        ((ObjectNode) items.get(5)).put("department", "99");
        assertThatThrownBy(() -> Catalogue.fromJson(ContractMapper.instance().writeValueAsBytes(json)))
                .hasMessageContaining("items.csv 第 4 行：承诺时限 9999 天超过法定时限")
                .hasMessageContaining("items.csv 第 6 行：没有这个部门：99");
    }
}
