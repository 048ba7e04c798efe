--liquibase formatted sql
--changeset yilu:sync-340-add-inbox-requested
ALTER TABLE sync_inbox
    ADD COLUMN requested_at DATETIME(6) NULL COMMENT 'when a person asked the origin for it again; until it came',
    ADD KEY sync_inbox_held (state, received_at);
--rollback ALTER TABLE sync_inbox DROP KEY sync_inbox_held, DROP COLUMN requested_at;
