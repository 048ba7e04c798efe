package io.yilu.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemSearchTest {

    private static final Catalogue CATALOGUE = CatalogueLoader.loadShipped();
    private static final ItemSearch ALL = new ItemSearch(CATALOGUE);
    private static final ItemSearch TOWNSHIP = new ItemSearch(CATALOGUE, Item::isTownshipItem);
    private static final String RURAL_ALLOWANCE = "农村居民最低生活保障审核确认";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "DB",
                "ｄｂ",
                "dibao",
                "低保",
                "农村低保",
                "农村 低保",
                "低保 农村",
                "nongcun dibao",
                "nc db",
                "农村db",
                "nongcdb",
                "ncjm",
                "农村居民最低生活保障",
                "最低生活 农村",
                "610924-05-03-001",
                "6109240503001",
                "ncdb",
                "农低保",
                "民政 农村 低保"
            })
    void the_rural_allowance_stands_first_however_it_is_typed(String query) {
        assertThat(names(ALL.search(query, 5))).first().isEqualTo(RURAL_ALLOWANCE);
        assertThat(names(TOWNSHIP.search(query, 5))).first().isEqualTo(RURAL_ALLOWANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zdshbz", "zuidishenghuobaozhang", "最低生活保障", "zuidi shenghuo", "ZuiDiShb"})
    void words_in_the_middle_of_names_find_all_that_have_them(String query) {
        assertThat(names(ALL.search(query, 5))).contains(RURAL_ALLOWANCE, "城市居民最低生活保障审核确认", "最低生活保障金额变更、停发");
    }

    @ParameterizedTest
    @CsvSource({
        "五保, 农村五保供养对象认定",
        "wb, 农村五保供养对象认定",
        "残疾证, 残疾人证核发",
        "cjz, 残疾人证核发",
        "老年证, 老年人优待证核发",
        "lnz, 老年人优待证核发",
        "优待证, 老年人优待证核发",
        "准生证, 生育服务证（一、二孩）办理",
        "宅基地, 农村村民宅基地用地审批",
        "zjd, 农村村民宅基地用地审批",
        "采伐证, 林木采伐许可证核发（农村居民自用材及承包林）",
        "caifazheng, 林木采伐许可证核发（农村居民自用材及承包林）",
        "合疗报销, 新农合住院费用报销",
        "hlbx, 新农合住院费用报销",
        "个体户, 个体工商户设立登记",
        "gth, 个体工商户设立登记",
        "营业执照, 个体工商户设立登记",
        "小作坊, 食品小作坊生产加工许可",
        "移民搬迁, 避灾移民搬迁对象认定",
        "ymbq, 避灾移民搬迁对象认定",
        "结婚, 结婚登记",
        "jiehun, 结婚登记",
        "户口, 出生登记",
        "养老, 城乡居民基本养老保险参保登记",
        "yanglao, 城乡居民基本养老保险参保登记",
        "危房, 农村危房改造补助",
        "shenfenzheng, '居民身份证申领、换领'",
    })
    void everyday_names_lead_to_the_item_that_is_meant(String query, String name) {
        assertThat(names(ALL.search(query, 3))).first().isEqualTo(name);
    }

    @Test
    void every_reading_of_a_polyphone_counts() {
        assertThat(names(ALL.search("yinhang", 3))).isEmpty();
        assertThat(names(ALL.search("lüyou", 3))).isEmpty();
        assertThat(names(ALL.search("tjz", 30))).isNotEmpty();
        assertThat(names(ALL.search("chongxinhuanling", 3))).isEmpty();
        PhoneticText text = new PhoneticText("银行重庆");
        assertThat(List.of("yinhang", "yinxing", "yhcq", "yxzq", "chongqing", "zhongqing"))
                .allMatch(word -> text.find(word) >= 0);
        assertThat(text.find("yinhong")).isEqualTo(-1);
    }

    @Test
    void an_unusual_reading_stands_behind_the_usual_one() {
        assertThat(names(TOWNSHIP.search("dj", 3))).allMatch(name -> name.contains("登记"));
        assertThat(names(TOWNSHIP.search("dj", 88))).contains("居民身份证遗失补领");
    }

    @ParameterizedTest
    @CsvSource({"低保户, 农村居民最低生活保障审核确认", "身份证丢了, '居民身份证申领、换领'", "办残疾证, 残疾人证核发"})
    void more_than_the_everyday_name_may_be_typed(String query, String name) {
        assertThat(names(TOWNSHIP.search(query, 3))).contains(name);
    }

    @Test
    void an_alias_leads_to_all_its_items_in_the_order_of_the_table() {
        assertThat(names(ALL.search("低保", 3))).containsExactly(RURAL_ALLOWANCE, "城市居民最低生活保障审核确认", "最低生活保障金额变更、停发");
    }

    @Test
    void an_item_number_is_found_from_its_beginning() {
        assertThat(ALL.search("610924-05-03", 50)).allMatch(item -> item.code().startsWith("610924-05-03"));
        assertThat(ALL.search("0503001", 5)).first().extracting(Item::code).isEqualTo("610924-05-03-001");
    }

    @Test
    void results_and_departments_are_searched_after_names() {
        assertThat(names(ALL.search("建议书批复", 1))).containsExactly("政府投资项目建议书审批");
        assertThat(ALL.search("发展和改革局", 50))
                .hasSizeGreaterThan(5)
                .allMatch(item -> item.department().equals("01"));
        assertThat(ALL.search("发展和改革局 建议书", 3)).first().extracting(Item::code).isEqualTo("610924-01-01-001");
    }

    @Test
    void of_equals_the_townships_own_and_the_shorter_come_first() {
        List<Item> found = ALL.search("食品", 20);
        assertThat(found.subList(0, 3)).allMatch(Item::isTownshipItem);
        List<Item> allowances = ALL.search("困难残疾人", 3);
        assertThat(names(allowances)).containsExactly("困难残疾人生活补贴和重度残疾人护理补贴");
        assertThat(names(ALL.search("个体工商户", 3))).containsExactly("个体工商户设立登记", "个体工商户变更登记", "个体工商户注销登记");
        assertThat(names(ALL.search("动物防疫条件", 2))).containsExactly("动物防疫条件合格证核发", "动物防疫条件合格证变更");
    }

    @Test
    void a_pick_with_fewer_gaps_stands_first() {
        assertThat(names(ALL.search("农低", 1))).containsExactly(RURAL_ALLOWANCE);
        assertThat(new PhoneticText("农村居民低保").gaps("农低")).isEqualTo(3);
        assertThat(new PhoneticText("低低保").gaps("db")).isZero();
        assertThat(new PhoneticText("低保").gaps("bd")).isEqualTo(-1);
    }

    @Test
    void all_words_must_match() {
        assertThat(ALL.search("农村 飞机场", 5)).isEmpty();
        assertThat(ALL.search("飞机场", 5)).isEmpty();
        assertThat(names(ALL.search("城市 低保", 1))).containsExactly("城市居民最低生活保障审核确认");
    }

    @Test
    void use_breaks_ties_but_does_not_outweigh_a_better_hit() {
        String busy = "610924-30-01-009";
        assertThat(ALL.search("个体工商户", 1, code -> code.equals(busy) ? 7 : 0))
                .extracting(Item::code)
                .containsExactly(busy);
        assertThat(ALL.search("低保", 1, code -> code.equals(busy) ? 7 : 0))
                .extracting(Item::name)
                .containsExactly(RURAL_ALLOWANCE);
        assertThat(ALL.search("", 1, code -> code.equals(busy) ? 7 : 0))
                .extracting(Item::code)
                .containsExactly(busy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "，。", "\u3000"})
    void a_blank_query_gives_the_first_of_the_catalogue(String query) {
        assertThat(ALL.search(query, 2)).isEqualTo(CATALOGUE.items().subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "(((", "%_'\"", "\\", "𠮷", "zhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzhzh"})
    void odd_input_finds_little_and_harms_nothing(String query) {
        assertThat(ALL.search(query, 3)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_township_finds_only_what_it_may_take() {
        assertThat(TOWNSHIP.search("登记", 418)).isNotEmpty().allMatch(Item::isTownshipItem);
    }

    @Test
    void every_item_is_found_by_its_own_name_and_by_its_own_number() {
        for (Item item : CATALOGUE.items()) {
            assertThat(ALL.search(item.name(), 1)).as(item.name()).containsExactly(item);
            assertThat(ALL.search(item.code(), 1)).as(item.code()).containsExactly(item);
        }
    }

    @Test
    void a_keystroke_takes_milliseconds() {
        List<String> typed = List.of("d", "di", "dib", "diba", "dibao", "zdshbz", "农村 低保", "nongcunzhufang", "登记");
        typed.forEach(query -> ALL.search(query, 20));
        Instant start = Instant.now();
        int rounds = 20;
        Set<Item> found = new HashSet<>();
        for (int i = 0; i < rounds; i++) {
            typed.forEach(query -> found.addAll(ALL.search(query, 20)));
        }
        Duration each = Duration.between(start, Instant.now()).dividedBy((long) rounds * typed.size());
        assertThat(found).isNotEmpty();
        assertThat(each).isLessThan(Duration.ofMillis(50));
    }

    private static List<String> names(List<Item> items) {
        return items.stream().map(Item::name).toList();
    }
}
