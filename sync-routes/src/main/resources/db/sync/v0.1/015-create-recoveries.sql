--liquibase formatted sql
--changeset yilu:sync-015-create-recoveries
CREATE TABLE sync_recovery (
    peer  CHAR(9)     NOT NULL PRIMARY KEY,
    phase VARCHAR(16) NOT NULL,
    mark  BIGINT      NOT NULL COMMENT 'both sides agree up to this sequence'
) COMMENT 'From whom this node gets its history back';
--rollback DROP TABLE sync_recovery;
