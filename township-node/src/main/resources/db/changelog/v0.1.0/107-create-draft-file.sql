--liquibase formatted sql

--changeset yilu:107-create-draft-file
-- Scans of a draft; the bytes are in the file store.
CREATE TABLE draft_file (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    draft_id   CHAR(36)     NOT NULL,
    seq        INT          NOT NULL,
    sha256     CHAR(64)     NOT NULL,
    size       BIGINT       NOT NULL,
    media_type VARCHAR(60)  NOT NULL,
    file_name  VARCHAR(255) NOT NULL,
    added_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_draft_file UNIQUE (draft_id, seq, sha256),
    CONSTRAINT fk_draft_file_draft FOREIGN KEY (draft_id) REFERENCES draft (id)
);
--rollback DROP TABLE draft_file;
