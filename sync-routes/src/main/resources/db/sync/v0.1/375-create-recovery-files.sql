--liquibase formatted sql
--changeset yilu:sync-375-create-recovery-files
CREATE TABLE sync_recovery_file (
    peer   CHAR(9)  NOT NULL COMMENT 'that has handed this node\'s history back',
    sha256 CHAR(64) NOT NULL,
    size   BIGINT   NOT NULL,
    PRIMARY KEY (peer, sha256)
) COMMENT 'Files that a rebuilt node waits for before it takes work';
--rollback DROP TABLE sync_recovery_file;
