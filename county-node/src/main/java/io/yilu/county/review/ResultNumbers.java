package io.yilu.county.review;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.sync.Instances;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Gives result documents their numbers, 紫民政准〔2026〕0001 号: county, department, outcome, year, counter.
 *
 * <p>A county that was restored does not know the numbers of decisions that went down with its disk. So the first number that
 * a new instance gives leaps over as many as can have been lost.
 */
@Repository
class ResultNumbers {

    /** More than a department decides between two backups. */
    private static final int LEAP = 100;

    private static final Pattern YEAR_AND_COUNTER = Pattern.compile("〔([0-9]{4})〕([0-9]+) 号");
    private static final String FORMER_LIFE = "";

    private final JdbcClient jdbc;
    private final Catalogues catalogues;
    private final Instances instances;

    ResultNumbers(JdbcClient jdbc, Catalogues catalogues, Instances instances) {
        this.jdbc = jdbc;
        this.catalogues = catalogues;
        this.instances = instances;
    }

    /** The next number; a transaction that is rolled back gives it back. */
    String next(String department, int year, Outcome outcome) {
        jdbc.sql("""
                INSERT INTO result_counter (department, year, outcome, last, life)
                VALUES (:department, :year, :outcome, 1, :life)
                ON DUPLICATE KEY UPDATE last = last + IF(life = :life, 1, :leap), life = :life""")
                .param("department", department)
                .param("year", year)
                .param("outcome", outcome.name())
                .param("life", instances.own().toString())
                .param("leap", LEAP + 1)
                .update();
        int number = jdbc.sql("SELECT last FROM result_counter"
                        + " WHERE department = :department AND year = :year AND outcome = :outcome")
                .param("department", department)
                .param("year", year)
                .param("outcome", outcome.name())
                .query(Integer.class)
                .single();
        return "紫%s%s〔%d〕%04d 号"
                .formatted(
                        catalogues.departmentShortName(department),
                        outcome == Outcome.APPROVED ? "准" : "不准",
                        year,
                        number);
    }

    /** Notes a number that was given in a former life of this node, so that it is not given again. */
    void given(String department, Outcome outcome, String number) {
        Matcher parts = YEAR_AND_COUNTER.matcher(number);
        if (parts.find()) {
            jdbc.sql("""
                    INSERT INTO result_counter (department, year, outcome, last, life)
                    VALUES (:department, :year, :outcome, :last, :life)
                    ON DUPLICATE KEY UPDATE last = GREATEST(last, :last)""")
                    .param("department", department)
                    .param("year", Integer.parseInt(parts.group(1)))
                    .param("outcome", outcome.name())
                    .param("last", Integer.parseInt(parts.group(2)))
                    .param("life", FORMER_LIFE)
                    .update();
        }
    }
}
