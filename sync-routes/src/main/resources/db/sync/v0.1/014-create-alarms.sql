--liquibase formatted sql
--changeset yilu:sync-014-create-alarms
CREATE TABLE sync_alarm (
    code       VARCHAR(32)   NOT NULL,
    peer       CHAR(9)       NOT NULL COMMENT 'empty for this node itself',
    text       VARCHAR(1000) NOT NULL,
    since      DATETIME(6)   NOT NULL,
    last_at    DATETIME(6)   NOT NULL,
    times      BIGINT        NOT NULL,
    cleared_at DATETIME(6)   NULL,
    PRIMARY KEY (code, peer)
) COMMENT 'What a person must look at';
--rollback DROP TABLE sync_alarm;
