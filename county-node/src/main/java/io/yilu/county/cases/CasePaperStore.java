package io.yilu.county.cases;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.SubmittedMaterial;
import io.yilu.sync.FileStore;
import io.yilu.sync.FileStore.FileProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code case_material} and {@code case_file}, with what the file store says about each scan. */
@Repository
class CasePaperStore {

    private final JdbcClient jdbc;
    private final FileStore files;

    CasePaperStore(JdbcClient jdbc, FileStore files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    /** Adds what came in one round; earlier scans stay. */
    void add(CaseNumber number, List<SubmittedMaterial> materials, int round, Instant addedAt) {
        for (SubmittedMaterial material : materials) {
            jdbc.sql("INSERT INTO case_material (case_number, seq, name) VALUES (:number, :seq, :name)"
                            + " ON DUPLICATE KEY UPDATE name = name")
                    .param("number", number.value())
                    .param("seq", material.seq())
                    .param("name", material.name())
                    .update();
            material.files().forEach(file -> addFile(number, material.seq(), round, file, addedAt));
        }
    }

    List<CaseMaterial> materials(CaseNumber number) {
        List<StoredFile> stored = jdbc.sql("SELECT * FROM case_file WHERE case_number = :number ORDER BY seq, id")
                .param("number", number.value())
                .query((rs, i) -> storedFile(rs))
                .list();
        Map<String, FileProgress> progress =
                files
                        .progress(stored.stream()
                                .map(file -> file.ref().sha256())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(FileProgress::sha256, Function.identity()));
        Map<Integer, List<CaseFile>> bySeq = new LinkedHashMap<>();
        for (StoredFile file : stored) {
            FileProgress here = progress.getOrDefault(
                    file.ref().sha256(),
                    new FileProgress(file.ref().sha256(), file.ref().size(), 0, false));
            bySeq.computeIfAbsent(file.seq(), seq -> new ArrayList<>()).add(file.with(here));
        }
        return jdbc.sql("SELECT seq, name FROM case_material WHERE case_number = :number ORDER BY seq")
                .param("number", number.value())
                .query((rs, i) -> new CaseMaterial(
                        rs.getInt("seq"), rs.getString("name"), bySeq.getOrDefault(rs.getInt("seq"), List.of())))
                .list();
    }

    private void addFile(CaseNumber number, int seq, int round, FileRef file, Instant addedAt) {
        jdbc.sql("""
                INSERT INTO case_file (case_number, seq, round, sha256, size, media_type, file_name, added_at)
                VALUES (:number, :seq, :round, :sha256, :size, :mediaType, :fileName, :addedAt)""")
                .param("number", number.value())
                .param("seq", seq)
                .param("round", round)
                .param("sha256", file.sha256())
                .param("size", file.size())
                .param("mediaType", file.mediaType())
                .param("fileName", file.fileName())
                .param("addedAt", addedAt)
                .update();
    }

    private static StoredFile storedFile(ResultSet rs) throws SQLException {
        return new StoredFile(
                rs.getInt("seq"),
                rs.getInt("round"),
                new FileRef(
                        rs.getString("sha256"),
                        rs.getLong("size"),
                        rs.getString("media_type"),
                        rs.getString("file_name")),
                rs.getObject("added_at", Instant.class));
    }

    private record StoredFile(int seq, int round, FileRef ref, Instant addedAt) {

        CaseFile with(FileProgress here) {
            return new CaseFile(seq, round, ref, addedAt, here.received(), here.complete());
        }
    }
}
