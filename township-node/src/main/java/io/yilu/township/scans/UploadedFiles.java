package io.yilu.township.scans;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code uploaded_file}. */
@Repository
class UploadedFiles {

    private final JdbcClient jdbc;

    UploadedFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UploadedFile file) {
        jdbc.sql("""
                INSERT INTO uploaded_file (sha256, size, media_type, file_name, uploaded_by, uploaded_at)
                VALUES (:sha256, :size, :mediaType, :fileName, :uploadedBy, :uploadedAt)""").paramSource(file).update();
    }

    /** The last upload of these bytes. */
    Optional<UploadedFile> find(String sha256) {
        return jdbc.sql("""
                SELECT sha256, size, media_type, file_name, uploaded_by, uploaded_at FROM uploaded_file
                 WHERE sha256 = :sha256 ORDER BY id DESC LIMIT 1""").param("sha256", sha256).query(UploadedFile.class).optional();
    }

    /** The name and type under which a case keeps these bytes; results and scans of answers come in this way. */
    Optional<UploadedFile> findInCases(String sha256) {
        return jdbc.sql("""
                SELECT sha256, size, media_type, file_name, '' AS uploaded_by, added_at AS uploaded_at FROM case_file
                 WHERE sha256 = :sha256
                UNION ALL
                SELECT sha256, size, media_type, file_name, '' AS uploaded_by, arrived_at AS uploaded_at FROM decision
                 WHERE sha256 = :sha256
                 LIMIT 1""").param("sha256", sha256).query(UploadedFile.class).optional();
    }

    /** Numbers of the cases that keep these bytes: as a scan, as the result, as the signature of who took it home. */
    List<String> casesWith(String sha256) {
        return jdbc.sql("""
                SELECT case_number FROM case_file WHERE sha256 = :sha256
                UNION
                SELECT case_number FROM decision WHERE sha256 = :sha256
                UNION
                SELECT case_number FROM handover WHERE signature_sha256 = :sha256
                ORDER BY case_number""").param("sha256", sha256).query(String.class).list();
    }
}
