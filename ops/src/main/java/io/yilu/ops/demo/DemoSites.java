package io.yilu.ops.demo;

import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.Site;
import java.util.ArrayList;
import java.util.List;

/** Which towns take part: 城关镇, 汉王镇 and 毛坝镇 first, then the others of the catalogue in its order. */
public final class DemoSites {

    private static final List<String> FIRST = List.of("城关镇", "汉王镇", "毛坝镇");

    private DemoSites() {}

    public static List<Site> first(int count) {
        List<Site> all = CatalogueLoader.loadShipped().sites();
        List<Site> chosen = new ArrayList<>();
        for (String division : FIRST) {
            all.stream().filter(site -> site.division().equals(division)).forEach(chosen::add);
        }
        all.stream().filter(site -> !chosen.contains(site)).forEach(chosen::add);
        return List.copyOf(chosen.subList(0, Math.min(count, chosen.size())));
    }
}
