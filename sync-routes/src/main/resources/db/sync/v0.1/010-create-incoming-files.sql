--liquibase formatted sql
--changeset yilu:sync-010-create-incoming-files
CREATE TABLE sync_file_in (
    peer       CHAR(9)     NOT NULL,
    sha256     CHAR(64)    NOT NULL,
    created_at DATETIME(6) NOT NULL,
    complete   BOOLEAN     NOT NULL DEFAULT FALSE,
    PRIMARY KEY (peer, sha256),
    KEY sync_file_in_missing (peer, complete, created_at),
    KEY sync_file_in_file (sha256)
) COMMENT 'Who announced which file';
--rollback DROP TABLE sync_file_in;
