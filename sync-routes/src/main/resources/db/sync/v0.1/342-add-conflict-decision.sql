--liquibase formatted sql
--changeset yilu:sync-342-add-conflict-decision
ALTER TABLE sync_inbox_conflict
    ADD COLUMN schema_version INT         NOT NULL DEFAULT 1 AFTER type,
    ADD COLUMN created_at     DATETIME(6) NULL COMMENT 'clock of the origin' AFTER chain,
    ADD COLUMN files          MEDIUMTEXT  NULL,
    ADD COLUMN decided_at     DATETIME(6) NULL COMMENT 'until then both are held',
    ADD COLUMN decision       VARCHAR(16) NULL;
--rollback ALTER TABLE sync_inbox_conflict DROP COLUMN schema_version, DROP COLUMN created_at, DROP COLUMN files, DROP COLUMN decided_at, DROP COLUMN decision;
