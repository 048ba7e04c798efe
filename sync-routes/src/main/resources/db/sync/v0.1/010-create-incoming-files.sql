--liquibase formatted sql
--changeset yilu:sync-010-create-incoming-files
CREATE TABLE sync_file_in (
    peer           CHAR(9)     NOT NULL,
    sha256         CHAR(64)    NOT NULL,
    size           BIGINT      NOT NULL,
    chunk_size     INT         NOT NULL,
    chunk_hashes   MEDIUMTEXT  NOT NULL,
    bitmap         MEDIUMBLOB  NOT NULL COMMENT 'chunks of this peer that are on this disk',
    received_bytes BIGINT      NOT NULL,
    complete       BOOLEAN     NOT NULL COMMENT 'nothing more is asked for',
    brought        BOOLEAN     NOT NULL DEFAULT FALSE COMMENT 'this peer has given the bytes, so it may have them back',
    rounds         INT         NOT NULL DEFAULT 0 COMMENT 'times that each chunk fitted and the whole did not',
    aside_at       DATETIME(6) NULL COMMENT 'when its manifest was put aside as wrong',
    created_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (peer, sha256),
    KEY sync_file_in_missing (peer, complete, created_at),
    KEY sync_file_in_file (sha256),
    KEY sync_file_in_aside (aside_at)
) COMMENT 'What each peer announced, by its own manifest: nobody spoils the file of another';
--rollback DROP TABLE sync_file_in;
