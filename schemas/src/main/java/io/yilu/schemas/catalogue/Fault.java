package io.yilu.schemas.catalogue;

/**
 * Something wrong in catalogue data.
 *
 * @param file the table, such as items.csv
 * @param line of the file from 1 (in JSON: the entry's position from 1), 0 for the file as a whole
 * @param reason what is wrong and with which value, in Chinese
 */
public record Fault(String file, int line, String reason) {

    @Override
    public String toString() {
        return line == 0 ? file + "：" + reason : file + " 第 " + line + " 行：" + reason;
    }
}
