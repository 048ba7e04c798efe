--liquibase formatted sql

--changeset yilu:250-add-life-to-result-counter
-- The instance of this database that gave the last number; empty for one that is gone.
ALTER TABLE result_counter ADD COLUMN life VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
--rollback ALTER TABLE result_counter DROP COLUMN life;
