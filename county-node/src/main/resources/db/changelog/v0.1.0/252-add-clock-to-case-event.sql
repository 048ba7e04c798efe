--liquibase formatted sql

--changeset yilu:252-add-clock-to-case-event
-- What the county knows of a moment that a township wrote: when it came, how wrong the clock was, why it cannot be right.
ALTER TABLE case_event
    ADD COLUMN received_at     DATETIME(6) NULL,
    ADD COLUMN clock_offset_ms BIGINT      NULL,
    ADD COLUMN clock_doubt     VARCHAR(24) NULL;
--rollback ALTER TABLE case_event DROP COLUMN received_at, DROP COLUMN clock_offset_ms, DROP COLUMN clock_doubt;
