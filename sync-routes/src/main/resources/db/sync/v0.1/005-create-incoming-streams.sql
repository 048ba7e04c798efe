--liquibase formatted sql
--changeset yilu:sync-005-create-incoming-streams
CREATE TABLE sync_stream_in (
    peer              CHAR(9) NOT NULL PRIMARY KEY,
    committed_through BIGINT  NOT NULL,
    chain             CHAR(64) NOT NULL COMMENT 'hash chain at the mark; empty after a message that stands for a lost one'
) COMMENT 'Cumulative mark of each incoming stream';
--rollback DROP TABLE sync_stream_in;
