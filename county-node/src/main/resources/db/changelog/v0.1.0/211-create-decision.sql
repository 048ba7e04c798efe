--liquibase formatted sql

--changeset yilu:211-create-decision
-- One decision a case: the primary key is the last guard against two.
CREATE TABLE decision (
    case_number     VARCHAR(25)   NOT NULL,
    outcome         VARCHAR(16)   NOT NULL,
    opinion         VARCHAR(2000) NOT NULL,
    result_name     VARCHAR(200)  NOT NULL,
    result_number   VARCHAR(100)  NOT NULL,
    document_sha256 CHAR(64)      NOT NULL,
    document_size   BIGINT        NOT NULL,
    document_name   VARCHAR(255)  NOT NULL,
    decided_at      DATETIME(6)   NOT NULL,
    decided_by      VARCHAR(100)  NOT NULL,
    PRIMARY KEY (case_number),
    CONSTRAINT uq_decision_number UNIQUE (result_number),
    CONSTRAINT fk_decision_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE decision;
