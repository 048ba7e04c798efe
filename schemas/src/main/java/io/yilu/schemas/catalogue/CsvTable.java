package io.yilu.schemas.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One CSV file (UTF-8, first line names the columns) read into records; cells that cannot be read become faults. */
final class CsvTable {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final String file;
    private final List<Fault> faults;

    CsvTable(String file, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The rows as records, each with its line; none, and a fault, when the file itself cannot be read. */
    <T> List<Located<T>> read(byte[] bytes, Function<CsvRow, T> reader) {
        List<Located<T>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8), FORMAT)) {
            for (CSVRecord cells : parser) {
                int line = (int) parser.getCurrentLineNumber();
                rows.add(new Located<>(reader.apply(new CsvRow(file, line, cells, faults)), line));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException notCsv) {
            faults.add(new Fault(file, 0, "不是完整的 CSV 文件（首行为列名，逗号分隔，UTF-8）"));
        }
        return rows;
    }

    /** A row with the line that it stands on. */
    record Located<T>(T row, int line) {}
}
