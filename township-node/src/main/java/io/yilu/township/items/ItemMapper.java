package io.yilu.township.items;

import io.yilu.schemas.catalogue.Department;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.Material;
import io.yilu.township.mapping.TownshipMapping;
import java.util.List;
import java.util.Locale;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;
import tools.jackson.databind.JsonNode;

/** Items of the catalogue as pages and the API tell them. */
@Mapper(config = TownshipMapping.class)
interface ItemMapper {

    @Mapping(target = "code", source = "item.code")
    @Mapping(target = "name", source = "item.name")
    @Mapping(target = "department", source = "item.department")
    @Mapping(target = "departmentName", source = "department.name")
    @Mapping(target = "fee", source = "item", qualifiedByName = "fee")
    ItemView toView(Item item, Department department);

    @Mapping(target = "code", source = "item.code")
    @Mapping(target = "name", source = "item.name")
    @Mapping(target = "department", source = "item.department")
    @Mapping(target = "departmentName", source = "department.name")
    @Mapping(target = "fee", source = "item", qualifiedByName = "fee")
    @Mapping(target = "window", source = "department.window")
    ItemDetail toDetail(
            Item item, Department department, List<Material> materials, JsonNode formSchema, String catalogueVersion);

    ItemDetail.MaterialView material(Material material);

    /** By hand: Item.hasFee() would be taken for the question whether the fee is known at all. */
    @Named("fee")
    default String fee(Item item) {
        return item.fee();
    }

    /** The catalogue's own spelling of its words. */
    default String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
