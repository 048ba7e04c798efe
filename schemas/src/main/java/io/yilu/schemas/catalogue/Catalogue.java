package io.yilu.schemas.catalogue;

import io.yilu.schemas.calendar.WorkingCalendar;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.identity.NodeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One immutable version of the power list (权力清单) with everything that belongs to it; a case pins the version. */
public final class Catalogue {

    private final CatalogueTables tables;
    private final Map<String, Department> departments;
    private final Map<String, Item> items;
    private final Map<String, List<Material>> materials;
    private final Map<NodeId, Site> sites;
    private final Map<String, FormSchema> forms;
    private final WorkingCalendar calendar;

    /** Tables without faults; the loader has seen to that. */
    Catalogue(CatalogueTables tables) {
        this.tables = tables;
        this.departments = by(tables.departments(), Department::code);
        this.items = by(tables.items(), Item::code);
        this.sites = by(tables.sites(), Site::code);
        this.materials = tables.materials().stream().collect(Collectors.groupingBy(Material::item));
        Map<String, FormSchema> parsed = new TreeMap<>();
        tables.forms().forEach((name, schema) -> parsed.put(name, FormSchema.parse(name, schema)));
        this.forms = parsed;
        this.calendar = new WorkingCalendar(tables.calendar());
    }

    /** Reads a released version; every fault is named in the exception's message. */
    public static Catalogue fromJson(byte[] json) {
        return CatalogueLoader.fromJson(json);
    }

    /** The whole version as one file: the same content gives the same bytes. */
    public byte[] toJson() {
        return CatalogueJson.write(tables);
    }

    public String version() {
        return tables.version();
    }

    /** The content as tables, for example to make the next version of it. */
    public CatalogueTables tables() {
        return tables;
    }

    public List<Department> departments() {
        return tables.departments();
    }

    public Optional<Department> department(String code) {
        return Optional.ofNullable(departments.get(code));
    }

    /** The department that decides this item. */
    public Department departmentOf(Item item) {
        return department(item.department())
                .orElseThrow(() -> new IllegalStateException("The lint lets no item through without department"));
    }

    public List<Item> items() {
        return tables.items();
    }

    public Optional<Item> item(String code) {
        return Optional.ofNullable(items.get(code));
    }

    /**
     * The item with this code.
     *
     * @throws PermanentException YILU-CATALOGUE-002 when this version has none
     */
    public Item requireItem(String code) {
        return item(code)
                .orElseThrow(() -> new PermanentException(
                        "YILU-CATALOGUE-002", "权力清单 " + version() + " 里没有事项 " + code + "。", "请核对事项编码，或在首页重新查找事项。"));
    }

    /** The items that a township centre may take. */
    public List<Item> townshipItems() {
        return items().stream().filter(Item::isTownshipItem).toList();
    }

    /** Whether this site may take this item on this day. */
    public boolean mayAccept(NodeId site, Item item, LocalDate day) {
        return item.isTownshipItem()
                && site(site).filter(known -> known.servesOn(day)).isPresent();
    }

    /** The materials of an item by number; empty for an unknown one. */
    public List<Material> materials(String itemCode) {
        return materials.getOrDefault(itemCode, List.of());
    }

    public List<Window> windows() {
        return tables.windows();
    }

    public List<Alias> aliases() {
        return tables.aliases();
    }

    public List<Site> sites() {
        return tables.sites();
    }

    public Optional<Site> site(NodeId code) {
        return Optional.ofNullable(sites.get(code));
    }

    /** The town that the site stood in on that day. */
    public Optional<SiteDivision> divisionOf(NodeId site, LocalDate day) {
        return tables.siteDivisions().stream()
                .filter(division -> division.site().equals(site) && division.holdsOn(day))
                .findFirst();
    }

    /** Names of all forms. */
    public List<String> formNames() {
        return List.copyOf(forms.keySet());
    }

    public Optional<FormSchema> form(String name) {
        return Optional.ofNullable(forms.get(name));
    }

    /** The form of an item. */
    public FormSchema formOf(Item item) {
        return form(item.form())
                .orElseThrow(() -> new IllegalStateException("The lint lets no item through without form"));
    }

    public WorkingCalendar calendar() {
        return calendar;
    }

    private static <K, V> Map<K, V> by(List<V> rows, Function<V, K> key) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
