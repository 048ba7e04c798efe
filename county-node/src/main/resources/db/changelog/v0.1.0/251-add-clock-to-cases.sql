--liquibase formatted sql

--changeset yilu:251-add-clock-to-cases
-- How wrong the township's clock was at the acceptance, if that was measured, and whether any step is dated doubtfully.
ALTER TABLE cases
    ADD COLUMN clock_offset_millis BIGINT  NULL,
    ADD COLUMN clock_doubted       BOOLEAN NOT NULL DEFAULT FALSE;
--rollback ALTER TABLE cases DROP COLUMN clock_offset_millis, DROP COLUMN clock_doubted;
