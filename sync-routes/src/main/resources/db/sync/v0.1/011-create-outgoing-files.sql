--liquibase formatted sql
--changeset yilu:sync-011-create-outgoing-files
CREATE TABLE sync_file_out (
    peer            CHAR(9)     NOT NULL,
    subject         VARCHAR(64) NOT NULL,
    sha256          CHAR(64)    NOT NULL,
    size            BIGINT      NOT NULL,
    receipted_bytes BIGINT      NOT NULL DEFAULT 0,
    complete        BOOLEAN     NOT NULL DEFAULT FALSE,
    created_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (peer, subject, sha256),
    KEY sync_file_out_file (peer, sha256),
    KEY sync_file_out_subject (subject),
    KEY sync_file_out_waiting (peer, complete, created_at)
) COMMENT 'What each peer is to get, and what it has receipted';
--rollback DROP TABLE sync_file_out;
