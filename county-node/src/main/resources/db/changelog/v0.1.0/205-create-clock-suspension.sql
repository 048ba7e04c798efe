--liquibase formatted sql

--changeset yilu:205-create-clock-suspension
-- Pauses of the clock; the due dates of a case are derived from them.
CREATE TABLE clock_suspension (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    case_number VARCHAR(25)  NOT NULL,
    from_day    DATE         NOT NULL,
    until_day   DATE         NULL,
    reason      VARCHAR(24)  NOT NULL,
    note        VARCHAR(500) NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_clock_suspension_case (case_number, id),
    CONSTRAINT fk_clock_suspension_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE clock_suspension;
