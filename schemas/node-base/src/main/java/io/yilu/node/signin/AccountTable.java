package io.yilu.node.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
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

    /** Does nothing when the name is taken. */
    void addIfMissing(Account account) {
        jdbc.sql("""
                INSERT IGNORE INTO node_account
                    (username, display_name, password_hash, roles, department_code, must_change_password, enabled)
                VALUES (:username, :displayName, :hash, :roles, :department, :mustChange, :enabled)""")
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
