package io.yilu.county.catalogue;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The versions of the power list that this county has released, and the one that holds now. */
@Component
public class Catalogues {

    private final Catalogue active = CatalogueLoader.loadShipped();

    /** The version that holds now. */
    public Catalogue active() {
        return active;
    }

    /**
     * The version that a case pins.
     *
     * @throws PermanentException YILU-CATALOGUE-010 when the county never released it
     */
    public Catalogue version(String version) {
        if (!version.equals(active.version())) {
            throw new PermanentException(
                    "YILU-CATALOGUE-010",
                    "县中心没有发布过权力清单 " + version + "（现行版本 " + active.version() + "）。",
                    "请核对该中心收到的清单版本，重新发布现行版本后再处理这个办件。",
                    Map.of("version", version));
        }
        return active;
    }

    /** Every site of the active version, by code. */
    public List<Site> sites() {
        return active.sites();
    }

    /** What people call a site: 汉王镇; its code when the active version does not know it. */
    public String siteName(NodeId site) {
        return active.site(site)
                .map(known -> known.name().replace("紫阳县", "").replace("便民服务中心", ""))
                .orElse(site.value());
    }

    /** A department's full name, such as 紫阳县民政局; its code when unknown. */
    public String departmentName(String code) {
        return active.department(code).map(known -> known.name()).orElse(code);
    }

    /** A department's short name, such as 民政; its code when unknown. */
    public String departmentShortName(String code) {
        return active.department(code).map(known -> known.shortName()).orElse(code);
    }
}
