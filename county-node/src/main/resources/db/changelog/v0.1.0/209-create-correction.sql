--liquibase formatted sql

--changeset yilu:209-create-correction
-- Correction requests (补正); the writer token counts them within a case.
CREATE TABLE correction (
    case_number  VARCHAR(25)   NOT NULL,
    writer_token INT           NOT NULL,
    opinion      VARCHAR(2000) NOT NULL,
    due_date     DATE          NOT NULL,
    requested_at DATETIME(6)   NOT NULL,
    requested_by VARCHAR(100)  NOT NULL,
    PRIMARY KEY (case_number, writer_token),
    CONSTRAINT fk_correction_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE correction;
