package io.yilu.node.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes node_account. */
@Repository
class AccountTable {

    private final JdbcClient jdbc;

    AccountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find(String username) {
        return jdbc.sql("SELECT * FROM node_account WHERE username = ?")
                .param(username)
                .query(AccountTable::read)
                .optional();
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT COUNT(*) FROM node_account").query(Long.class).single() == 0;
    }

    List<Account> all() {
        return jdbc.sql("SELECT * FROM node_account ORDER BY username")
                .query(AccountTable::read)
                .list();
    }

    void removeAllBut(Collection<String> usernames) {
        jdbc.sql("DELETE FROM node_account WHERE username NOT IN (:usernames)")
                .param("usernames", usernames)
                .update();
    }

    /** Does nothing when the name is taken. */
    void addIfMissing(Account account) {
        insert("INSERT IGNORE INTO", account, "");
    }

    /** Puts the account in the place of what has its name; failed attempts are forgotten. */
    void put(Account account) {
        insert("INSERT INTO", account, """
                 ON DUPLICATE KEY UPDATE display_name = VALUES(display_name), password_hash = VALUES(password_hash),
                    roles = VALUES(roles), department_code = VALUES(department_code), failures = 0, locked_until = NULL,
                    must_change_password = VALUES(must_change_password), enabled = VALUES(enabled)""");
    }

    private void insert(String verb, Account account, String otherwise) {
        jdbc.sql(verb + """
                 node_account
                    (username, display_name, password_hash, roles, department_code, must_change_password, enabled)
                VALUES (:username, :displayName, :hash, :roles, :department, :mustChange, :enabled)""" + otherwise)
                .param("username", account.username())
                .param("displayName", account.displayName())
                .param("hash", account.passwordHash())
                .param(
                        "roles",
                        account.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                .param("department", account.departmentCode())
                .param("mustChange", account.mustChangePassword())
                .param("enabled", account.enabled())
                .update();
    }

    /** In one statement, so that attempts side by side all count. */
    void countFailure(String username, int limit, Instant lockedUntil) {
        jdbc.sql("""
                UPDATE node_account
                SET locked_until = IF(failures + 1 >= :limit, :until, locked_until),
                    failures = IF(failures + 1 >= :limit, 0, failures + 1)
                WHERE username = :username""")
                .param("limit", limit)
                .param("until", lockedUntil)
                .param("username", username)
                .update();
    }

    void clearFailures(String username) {
        jdbc.sql("""
                UPDATE node_account SET failures = 0, locked_until = NULL
                WHERE username = ? AND (failures > 0 OR locked_until IS NOT NULL)""").param(username).update();
    }

    void setPassword(String username, String hash) {
        jdbc.sql("UPDATE node_account SET password_hash = ?, must_change_password = FALSE WHERE username = ?")
                .params(hash, username)
                .update();
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        Set<Role> roles = Arrays.stream(row.getString("roles").split(","))
                .filter(name -> !name.isBlank())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Account(
                row.getString("username"),
                row.getString("display_name"),
                row.getString("password_hash"),
                roles,
                row.getString("department_code"),
                row.getInt("failures"),
                row.getObject("locked_until", Instant.class),
                row.getBoolean("must_change_password"),
                row.getBoolean("enabled"));
    }
}
