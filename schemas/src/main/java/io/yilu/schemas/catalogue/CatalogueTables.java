package io.yilu.schemas.catalogue;

import io.yilu.schemas.calendar.CalendarDay;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The content of one catalogue version, as it is written to and read from a single file.
 *
 * @param forms JSON Schemas by form name
 * @param themes dependency graphs of the parallel approvals by theme
 */
public record CatalogueTables(
        String version,
        List<Department> departments,
        List<Window> windows,
        List<Item> items,
        List<Material> materials,
        List<Alias> aliases,
        List<Site> sites,
        List<SiteDivision> siteDivisions,
        List<CalendarDay> calendar,
        Map<String, JsonNode> themes,
        Map<String, JsonNode> forms) {

    public CatalogueTables {
        departments = List.copyOf(departments);
        windows = List.copyOf(windows);
        items = List.copyOf(items);
        materials = List.copyOf(materials);
        aliases = List.copyOf(aliases);
        sites = List.copyOf(sites);
        siteDivisions = List.copyOf(siteDivisions);
        calendar = List.copyOf(calendar);
        themes = Collections.unmodifiableMap(new TreeMap<>(themes));
        forms = Collections.unmodifiableMap(new TreeMap<>(forms));
    }
}
