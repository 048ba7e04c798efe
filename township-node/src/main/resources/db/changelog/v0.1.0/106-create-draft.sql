--liquibase formatted sql

--changeset yilu:106-create-draft
-- An application, or the answer to a correction request, that is being written; the content is sealed.
CREATE TABLE draft (
    id             CHAR(36)     NOT NULL,
    purpose        VARCHAR(16)  NOT NULL,
    item_code      VARCHAR(32)  NOT NULL,
    item_name      VARCHAR(200) NOT NULL,
    applicant_kind VARCHAR(16)  NOT NULL,
    applicant_name VARCHAR(200) NOT NULL,
    content_sealed MEDIUMBLOB   NOT NULL,
    case_number    VARCHAR(25),
    writer_token   INT          NOT NULL,
    created_by     VARCHAR(100) NOT NULL,
    created_at     DATETIME(6)  NOT NULL,
    saved_at       DATETIME(6)  NOT NULL,
    deleted_at     DATETIME(6),
    submitted_at   DATETIME(6),
    PRIMARY KEY (id),
    INDEX ix_draft_open (purpose, submitted_at, deleted_at, saved_at),
    CONSTRAINT uq_draft_correction UNIQUE (case_number, purpose, writer_token)
);
--rollback DROP TABLE draft;
