--liquibase formatted sql

--changeset yilu:152-add-over-since-to-cases
-- When this node first saw that the case was over, by a clock that the county's bore out: what is kept for a time is kept from then.
ALTER TABLE cases ADD COLUMN over_since DATETIME(6) NULL;
--rollback ALTER TABLE cases DROP COLUMN over_since;
