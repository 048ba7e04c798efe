--liquibase formatted sql
--changeset yilu:sync-009-create-files
CREATE TABLE sync_file (
    sha256         CHAR(64)    NOT NULL PRIMARY KEY,
    size           BIGINT      NOT NULL,
    chunk_size     INT         NOT NULL,
    chunk_hashes   MEDIUMTEXT  NOT NULL,
    bitmap         MEDIUMBLOB  NOT NULL COMMENT 'chunks that are on this disk',
    received_bytes BIGINT      NOT NULL,
    complete       BOOLEAN     NOT NULL,
    created_at     DATETIME(6) NOT NULL,
    completed_at   DATETIME(6) NULL
) COMMENT 'Files by content';
--rollback DROP TABLE sync_file;
