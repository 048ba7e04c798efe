--liquibase formatted sql
--changeset yilu:sync-008-create-inbox-conflicts
CREATE TABLE sync_inbox_conflict (
    id             BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    message_id     CHAR(36)    NOT NULL,
    origin         CHAR(9)     NOT NULL,
    sequence       BIGINT      NOT NULL,
    subject        VARCHAR(64) NOT NULL,
    type           VARCHAR(64) NOT NULL,
    chain          CHAR(64)    NOT NULL,
    received_at    DATETIME(6) NOT NULL,
    payload        LONGBLOB    NOT NULL COMMENT 'sealed JSON',
    payload_sha256 CHAR(64)    NOT NULL,
    UNIQUE KEY sync_inbox_conflict_once (message_id, origin, sequence, payload_sha256),
    KEY sync_inbox_conflict_origin (origin)
) COMMENT 'Messages that differ from what came before under their id or sequence';
--rollback DROP TABLE sync_inbox_conflict;
