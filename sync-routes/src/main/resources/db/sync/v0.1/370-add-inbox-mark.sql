--liquibase formatted sql
--changeset yilu:sync-370-add-inbox-mark
ALTER TABLE sync_inbox ADD COLUMN mark VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'by which the origin knows it again' AFTER chain;
--rollback ALTER TABLE sync_inbox DROP COLUMN mark;
