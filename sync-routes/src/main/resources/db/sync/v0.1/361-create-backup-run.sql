--liquibase formatted sql

--changeset yilu:sync-361-create-backup-run
CREATE TABLE sync_backup_run (
    id          TINYINT     NOT NULL PRIMARY KEY,
    finished_at DATETIME(6) NOT NULL COMMENT 'when the last whole and verified backup of this node was finished, UTC'
) COMMENT 'The last backup of this node; one row or none';
--rollback DROP TABLE sync_backup_run;
