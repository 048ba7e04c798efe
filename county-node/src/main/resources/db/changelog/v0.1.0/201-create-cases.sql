--liquibase formatted sql

--changeset yilu:201-create-cases
-- One row a case that a township handed over. Applicant and form are sealed; lists mask the name beside them.
CREATE TABLE cases (
    case_number       VARCHAR(25)  NOT NULL,
    site              CHAR(9)      NOT NULL,
    item_code         VARCHAR(32)  NOT NULL,
    item_name         VARCHAR(200) NOT NULL,
    department        VARCHAR(8)   NOT NULL,
    catalogue_version VARCHAR(60)  NOT NULL,
    applicant_kind    VARCHAR(16)  NOT NULL,
    applicant_name    VARCHAR(200) NOT NULL,
    applicant_sealed  BLOB         NOT NULL,
    form_sealed       MEDIUMBLOB   NOT NULL,
    state             VARCHAR(24)  NOT NULL,
    state_since       DATETIME(6)  NOT NULL,
    writer_token      INT          NOT NULL,
    accepted_at       DATETIME(6)  NOT NULL,
    accepted_on       DATE         NOT NULL,
    accepted_by       VARCHAR(100) NOT NULL,
    received_at       DATETIME(6)  NOT NULL,
    promised_days     INT          NOT NULL,
    legal_days        INT          NOT NULL,
    promised_due      DATE         NOT NULL,
    legal_due         DATE         NOT NULL,
    stopped_on        DATE         NULL,
    reviewer          VARCHAR(100) NULL,
    PRIMARY KEY (case_number),
    INDEX ix_cases_todo (department, state, promised_due),
    INDEX ix_cases_accepted (department, accepted_at)
);
--rollback DROP TABLE cases;
