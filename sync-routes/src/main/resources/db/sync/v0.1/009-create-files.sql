--liquibase formatted sql
--changeset yilu:sync-009-create-files
CREATE TABLE sync_file (
    sha256       CHAR(64)    NOT NULL PRIMARY KEY,
    size         BIGINT      NOT NULL,
    chunk_size   INT         NOT NULL,
    chunk_hashes MEDIUMTEXT  NOT NULL,
    complete     BOOLEAN     NOT NULL COMMENT 'the bytes are on this disk',
    created_at   DATETIME(6) NOT NULL,
    completed_at DATETIME(6) NULL,
    checked_at   DATETIME(6) NULL COMMENT 'when its whole hash was last found right',
    lost_at      DATETIME(6) NULL COMMENT 'when the disk was found without it, or with other bytes',
    purged_at    DATETIME(6) NULL COMMENT 'when its bytes were removed, since the county holds and has backed them up',
    KEY sync_file_to_check (complete, checked_at),
    KEY sync_file_lost (lost_at)
) COMMENT 'Files that are, or were, whole on this disk, by content';
--rollback DROP TABLE sync_file;
