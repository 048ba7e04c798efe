package io.yilu.township.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code catalogue_release}. */
@Repository
class CatalogueReleases {

    private final JdbcClient jdbc;

    CatalogueReleases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CatalogueRelease> find(String version) {
        return jdbc.sql("SELECT * FROM catalogue_release WHERE version = :version")
                .param("version", version)
                .query(CatalogueRelease.class)
                .optional();
    }

    /** Those whose time has come, newest first. */
    List<CatalogueRelease> effectiveBy(Instant now) {
        return jdbc.sql("""
                SELECT * FROM catalogue_release WHERE effective_at <= :now
                 ORDER BY effective_at DESC, received_at DESC""").param("now", now).query(CatalogueRelease.class).list();
    }

    boolean isCatalogue(String sha256) {
        return jdbc.sql("SELECT COUNT(*) FROM catalogue_release WHERE sha256 = :sha256")
                        .param("sha256", sha256)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void insert(CatalogueRelease release) {
        jdbc.sql("""
                INSERT INTO catalogue_release (version, effective_at, sha256, size, received_at)
                VALUES (:version, :effectiveAt, :sha256, :size, :receivedAt)""").paramSource(release).update();
    }
}
