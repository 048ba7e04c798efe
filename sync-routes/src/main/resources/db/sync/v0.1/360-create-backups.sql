--liquibase formatted sql

--changeset yilu:sync-360-create-backups
CREATE TABLE sync_backup (
    peer          CHAR(9) NOT NULL PRIMARY KEY,
    here_through  BIGINT  NOT NULL DEFAULT 0 COMMENT 'of its stream, files included, in a finished backup of this node',
    there_through BIGINT  NOT NULL DEFAULT 0 COMMENT 'of this node\'s stream in a finished backup of its, as it said last'
) COMMENT 'What finished backups hold of each stream';
--rollback DROP TABLE sync_backup;
