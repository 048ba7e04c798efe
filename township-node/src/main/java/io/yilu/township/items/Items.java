package io.yilu.township.items;

import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.catalogue.ActiveCatalogue;
import io.yilu.township.catalogue.Catalogues;
import java.util.List;
import org.springframework.stereotype.Service;

/** Finds items of the catalogue in force and says what each needs. */
@Service
public class Items {

    private final Catalogues catalogues;
    private final CaseBook cases;
    private final ItemMapper mapper;

    Items(Catalogues catalogues, CaseBook cases, ItemMapper mapper) {
        this.catalogues = catalogues;
        this.cases = cases;
        this.mapper = mapper;
    }

    /** The best items for Chinese words, pinyin initials or a code; the usual ones of this site first. */
    public List<ItemView> search(String query, int limit) {
        ActiveCatalogue active = catalogues.active();
        return active.search(query, limit, cases.countByItem()).stream()
                .map(item -> mapper.toView(item, active.catalogue().departmentOf(item)))
                .toList();
    }

    /** An item with its materials and form; 404 when the catalogue in force has none with this code. */
    public ItemDetail detail(String code) {
        Catalogue catalogue = catalogues.active().catalogue();
        Item item = catalogue
                .item(code)
                .orElseThrow(() -> RequestRefused.notFound(
                        "YILU-CATALOGUE-002",
                        "权力清单 " + catalogue.version() + " 里没有事项 " + code + "。",
                        "请核对事项编码，或在首页重新查找事项。"));
        return mapper.toDetail(
                item,
                catalogue.departmentOf(item),
                catalogue.materials(code),
                catalogue.formOf(item).schema(),
                catalogue.version());
    }
}
