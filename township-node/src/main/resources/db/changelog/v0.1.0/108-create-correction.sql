--liquibase formatted sql

--changeset yilu:108-create-correction
-- A correction request (补正); the writer token is this side's until it is answered.
CREATE TABLE correction (
    case_number  VARCHAR(25)   NOT NULL,
    writer_token INT           NOT NULL,
    points       TEXT          NOT NULL,
    opinion      VARCHAR(2000) NOT NULL,
    due_date     DATE          NOT NULL,
    department   VARCHAR(100)  NOT NULL,
    requested_at DATETIME(6)   NOT NULL,
    requested_by VARCHAR(100)  NOT NULL,
    answered_at  DATETIME(6),
    PRIMARY KEY (case_number, writer_token),
    CONSTRAINT fk_correction_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE correction;
