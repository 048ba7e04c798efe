--liquibase formatted sql
--changeset yilu:sync-376-add-outbox-cause-index
CREATE INDEX sync_outbox_cause ON sync_outbox (cause);
--rollback DROP INDEX sync_outbox_cause ON sync_outbox;
