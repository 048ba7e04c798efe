package io.yilu.node.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads node_audit and appends to it; nothing in a node updates or deletes an entry. */
@Repository
class AuditTable {

    private static final String COLUMNS =
            "SELECT number, at, actor, origin, act, subject, detail, reason, previous, hash FROM node_audit ";
    private static final String FOUND = """
            WHERE (:act = '' OR act = :act)
              AND (:text = '' OR actor = :text OR subject LIKE CONCAT(:text, '%') OR origin = :text) """;

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry with the hash that was stored beside it. */
    record Stored(AuditEntry entry, String hash) {}

    /** The head, locked until the transaction ends: entries of two transactions cannot take the same place. */
    AuditHead lockHead() {
        return head("SELECT entries, hash FROM node_audit_head WHERE id = 1 FOR UPDATE");
    }

    AuditHead head() {
        return head("SELECT entries, hash FROM node_audit_head WHERE id = 1");
    }

    private AuditHead head(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> new AuditHead(row.getLong("entries"), row.getString("hash")))
                .single();
    }

    void append(AuditEntry entry) {
        String hash = entry.hash();
        jdbc.sql("""
                INSERT INTO node_audit (number, at, actor, origin, act, subject, detail, reason, previous, hash)
                VALUES (:number, :at, :actor, :origin, :act, :subject, :detail, :reason, :previous, :hash)""")
                .param("number", entry.number())
                .param("at", entry.at())
                .param("actor", entry.actor())
                .param("origin", entry.origin())
                .param("act", entry.act())
                .param("subject", entry.subject())
                .param("detail", entry.detail())
                .param("reason", entry.reason())
                .param("previous", entry.previous())
                .param("hash", hash)
                .update();
        jdbc.sql("UPDATE node_audit_head SET entries = ?, hash = ? WHERE id = 1")
                .params(entry.number(), hash)
                .update();
    }

    /** Entries after this number, in order. */
    List<Stored> after(long number, int limit) {
        return jdbc.sql(COLUMNS + "WHERE number > ? ORDER BY number LIMIT ?")
                .params(number, limit)
                .query(AuditTable::read)
                .list();
    }

    Optional<Stored> find(long number) {
        return jdbc.sql(COLUMNS + "WHERE number = ?")
                .param(number)
                .query(AuditTable::read)
                .optional();
    }

    List<AuditEntry> page(AuditQuery query) {
        return jdbc
                .sql(COLUMNS + FOUND + "ORDER BY number DESC LIMIT :size OFFSET :offset")
                .param("act", query.act())
                .param("text", query.text())
                .param("size", query.size())
                .param("offset", (long) query.page() * query.size())
                .query(AuditTable::read)
                .list()
                .stream()
                .map(Stored::entry)
                .toList();
    }

    long count(AuditQuery query) {
        return jdbc.sql("SELECT COUNT(*) FROM node_audit " + FOUND)
                .param("act", query.act())
                .param("text", query.text())
                .query(Long.class)
                .single();
    }

    /** Entries of one kind, in order. */
    List<AuditEntry> ofAct(Act act) {
        return jdbc
                .sql(COLUMNS + "WHERE act = ? ORDER BY number")
                .param(act.label())
                .query(AuditTable::read)
                .list()
                .stream()
                .map(Stored::entry)
                .toList();
    }

    List<AuditLog.Look> looks(String subject, List<String> acts, int limit) {
        return jdbc.sql("""
                SELECT a.at, COALESCE(u.display_name, a.actor) AS `by`
                FROM node_audit a LEFT JOIN node_account u ON u.username = a.actor
                WHERE a.subject = :subject AND a.act IN (:acts) ORDER BY a.number DESC LIMIT :limit""")
                .param("subject", subject)
                .param("acts", acts)
                .param("limit", limit)
                .query(AuditLog.Look.class)
                .list();
    }

    private static Stored read(ResultSet row, int line) throws SQLException {
        return new Stored(
                new AuditEntry(
                        row.getLong("number"),
                        row.getObject("at", Instant.class),
                        row.getString("actor"),
                        row.getString("origin"),
                        row.getString("act"),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getString("reason"),
                        row.getString("previous")),
                row.getString("hash"));
    }
}
