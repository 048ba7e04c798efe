package io.yilu.schemas.catalogue;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Cells of one row by column name; a cell that cannot be read adds a fault and gives a stand-in. */
final class CsvRow {

    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    private final String file;
    private final int line;
    private final CSVRecord cells;
    private final List<Fault> faults;

    CsvRow(String file, int line, CSVRecord cells, List<Fault> faults) {
        this.file = file;
        this.line = line;
        this.cells = cells;
        this.faults = faults;
    }

    /** The cell without surrounding blanks; may be empty. */
    String text(String column) {
        if (!cells.isMapped(column) || !cells.isSet(column)) {
            fault("缺少“" + column + "”列");
            return "";
        }
        return cells.get(column).strip();
    }

    /** A cell that must hold something. */
    String filled(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            fault(column + " 不能为空");
        }
        return text;
    }

    int number(String column) {
        String text = text(column);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            fault(column + " 应为整数，现在是“" + text + "”");
            return 0;
        }
    }

    boolean yes(String column) {
        String text = text(column);
        if (!text.equals("true") && !text.equals("false")) {
            fault(column + " 应为 true 或 false，现在是“" + text + "”");
        }
        return text.equals("true");
    }

    LocalDate date(String column) {
        String text = text(column);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            fault(column + " 应为日期（如 2015-07-01），现在是“" + text + "”");
            return NO_DATE;
        }
    }

    @Nullable
    LocalDate dateOrNull(String column) {
        return text(column).isEmpty() ? null : date(column);
    }

    List<String> list(String column) {
        return Arrays.stream(text(column).split(";"))
                .filter(part -> !part.isBlank())
                .toList();
    }

    NodeId site(String column) {
        String text = text(column);
        try {
            return new NodeId(text);
        } catch (PermanentException notACode) {
            fault(column + " 应为 9 位站点编码，现在是“" + text + "”");
            return NodeId.COUNTY;
        }
    }

    /** An enum by the word that it has in the tables and in JSON. */
    <E extends Enum<E>> E word(String column, Class<E> type) {
        String text = text(column);
        try {
            return ContractMapper.instance().treeToValue(StringNode.valueOf(text), type);
        } catch (RuntimeException unknown) {
            fault(column + " 的值“" + text + "”不在允许的词里");
            return type.getEnumConstants()[0];
        }
    }

    private void fault(String reason) {
        faults.add(new Fault(file, line, reason));
    }
}
