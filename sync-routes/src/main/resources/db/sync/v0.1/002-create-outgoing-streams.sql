--liquibase formatted sql
--changeset yilu:sync-002-create-outgoing-streams
CREATE TABLE sync_stream_out (
    peer              CHAR(9) NOT NULL PRIMARY KEY,
    last_sequence     BIGINT  NOT NULL,
    receipted_through BIGINT  NOT NULL,
    chain             CHAR(64) NOT NULL COMMENT 'hash chain at the last sequence'
) COMMENT 'Counter of each outgoing stream; its row lock keeps sequences free of gaps';
--rollback DROP TABLE sync_stream_out;
