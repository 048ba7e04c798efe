package io.yilu.ops.acceptance;

import io.yilu.ops.fleet.NodePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into a running node's own database, as no program of the system may. */
final class LedgerTables implements AutoCloseable {

    private final Connection connection;

    LedgerTables(NodePlan node) throws IOException, SQLException {
        String port = Files.readString(node.dataDir().resolve("database.port")).strip();
        String password = Files.readString(node.dataDir().resolve("keys/database-password"))
                .strip();
        connection = DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/yilu", "yilu", password);
    }

    long count(String sql, Object... values) throws SQLException {
        return Long.parseLong(texts(sql, values).get(0));
    }

    /** The first column of every row. */
    List<String> texts(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** Changes something that no page can change yet. */
    void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
