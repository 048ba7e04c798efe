--liquibase formatted sql

--changeset yilu:213-create-result-counter
-- Numbers of result documents count from 1 within a department, a year and an outcome.
CREATE TABLE result_counter (
    department VARCHAR(8)  NOT NULL,
    year       INT         NOT NULL,
    outcome    VARCHAR(16) NOT NULL,
    last       INT         NOT NULL,
    PRIMARY KEY (department, year, outcome)
);
--rollback DROP TABLE result_counter;
