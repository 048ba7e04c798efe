--liquibase formatted sql

--changeset yilu:102-create-cases
-- One row a case of this site. Applicant and form are sealed; what lists show is kept beside them, masked.
CREATE TABLE cases (
    case_number         VARCHAR(25)  NOT NULL,
    submission_key      VARCHAR(120) NOT NULL,
    item_code           VARCHAR(32)  NOT NULL,
    item_name           VARCHAR(200) NOT NULL,
    department          VARCHAR(8)   NOT NULL,
    department_name     VARCHAR(100) NOT NULL,
    township_role       VARCHAR(16)  NOT NULL,
    catalogue_version   VARCHAR(60)  NOT NULL,
    fee                 VARCHAR(300) NOT NULL,
    applicant_kind      VARCHAR(16)  NOT NULL,
    applicant_name      VARCHAR(200) NOT NULL,
    applicant_id_masked VARCHAR(60)  NOT NULL,
    applicant_sealed    BLOB         NOT NULL,
    form_sealed         MEDIUMBLOB   NOT NULL,
    state               VARCHAR(24)  NOT NULL,
    state_since         DATETIME(6)  NOT NULL,
    accepted_at         DATETIME(6)  NOT NULL,
    accepted_on         DATE         NOT NULL,
    accepted_by         VARCHAR(100) NOT NULL,
    promised_due        DATE         NOT NULL,
    legal_due           DATE         NOT NULL,
    PRIMARY KEY (case_number),
    CONSTRAINT uq_cases_submission UNIQUE (submission_key),
    INDEX ix_cases_accepted (accepted_at),
    INDEX ix_cases_item (item_code),
    INDEX ix_cases_state (state, accepted_at)
);
--rollback DROP TABLE cases;
