package io.yilu.township.drafts;

import io.yilu.schemas.exchange.FileRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code draft} and {@code draft_file}. */
@Repository
class DraftStore {

    private final JdbcClient jdbc;

    DraftStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Draft draft) {
        jdbc.sql("""
                INSERT INTO draft (id, purpose, item_code, item_name, applicant_kind, applicant_name, content_sealed,
                    case_number, writer_token, created_by, created_at, saved_at)
                VALUES (:id, :purpose, :itemCode, :itemName, :kind, :name, :content,
                    :caseNumber, :token, :createdBy, :createdAt, :savedAt)""")
                .param("id", draft.id())
                .param("purpose", draft.purpose().name())
                .param("itemCode", draft.itemCode())
                .param("itemName", draft.itemName())
                .param("kind", draft.applicantKind())
                .param("name", draft.applicantName())
                .param("content", draft.contentSealed())
                .param("caseNumber", draft.caseNumber())
                .param("token", draft.writerToken())
                .param("createdBy", draft.createdBy())
                .param("createdAt", draft.createdAt())
                .param("savedAt", draft.savedAt())
                .update();
    }

    Optional<Draft> find(String id) {
        return jdbc.sql("SELECT * FROM draft WHERE id = :id")
                .param("id", id)
                .query(Draft.class)
                .optional();
    }

    /** The draft, locked until the transaction ends. */
    Optional<Draft> lock(String id) {
        return jdbc.sql("SELECT * FROM draft WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Draft.class)
                .optional();
    }

    Optional<Draft> answering(String caseNumber, int writerToken) {
        return jdbc.sql("""
                SELECT * FROM draft WHERE purpose = 'SUPPLEMENT' AND case_number = :number AND writer_token = :token""")
                .param("number", caseNumber)
                .param("token", writerToken)
                .query(Draft.class)
                .optional();
    }

    List<Draft> openApplications(int limit) {
        return jdbc.sql("""
                SELECT * FROM draft WHERE purpose = 'ACCEPT' AND submitted_at IS NULL AND deleted_at IS NULL
                 ORDER BY saved_at DESC LIMIT :limit""").param("limit", limit).query(Draft.class).list();
    }

    void save(Draft draft) {
        jdbc.sql("""
                UPDATE draft SET applicant_kind = :kind, applicant_name = :name, content_sealed = :content,
                    saved_at = :savedAt WHERE id = :id""")
                .param("kind", draft.applicantKind())
                .param("name", draft.applicantName())
                .param("content", draft.contentSealed())
                .param("savedAt", draft.savedAt())
                .param("id", draft.id())
                .update();
    }

    void markDeleted(String id, Instant at) {
        jdbc.sql("UPDATE draft SET deleted_at = :at WHERE id = :id")
                .param("at", at)
                .param("id", id)
                .update();
    }

    void markRestored(String id) {
        jdbc.sql("UPDATE draft SET deleted_at = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    void markSubmitted(String id, String caseNumber, Instant at) {
        jdbc.sql("UPDATE draft SET submitted_at = :at, case_number = :number WHERE id = :id")
                .param("at", at)
                .param("number", caseNumber)
                .param("id", id)
                .update();
    }

    List<DraftFile> files(String id) {
        return jdbc.sql("SELECT * FROM draft_file WHERE draft_id = :id ORDER BY seq, id")
                .param("id", id)
                .query((rs, i) -> new DraftFile(
                        rs.getLong("id"),
                        rs.getInt("seq"),
                        new FileRef(
                                rs.getString("sha256"),
                                rs.getLong("size"),
                                rs.getString("media_type"),
                                rs.getString("file_name"))))
                .list();
    }

    boolean isInOpenDraft(String sha256) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM draft_file f JOIN draft d ON d.id = f.draft_id
                         WHERE f.sha256 = :sha256 AND d.submitted_at IS NULL AND d.deleted_at IS NULL""").param("sha256", sha256).query(Integer.class).single() > 0;
    }

    /** Adds a scan; the same bytes on the same row stay one scan. */
    void addFile(String id, int seq, FileRef file, Instant at) {
        jdbc.sql("""
                INSERT INTO draft_file (draft_id, seq, sha256, size, media_type, file_name, added_at)
                VALUES (:id, :seq, :sha256, :size, :mediaType, :fileName, :at)
                ON DUPLICATE KEY UPDATE file_name = VALUES(file_name)""")
                .param("id", id)
                .param("seq", seq)
                .param("sha256", file.sha256())
                .param("size", file.size())
                .param("mediaType", file.mediaType())
                .param("fileName", file.fileName())
                .param("at", at)
                .update();
    }

    void removeFile(String id, long fileId) {
        jdbc.sql("DELETE FROM draft_file WHERE draft_id = :id AND id = :file")
                .param("id", id)
                .param("file", fileId)
                .update();
    }
}
