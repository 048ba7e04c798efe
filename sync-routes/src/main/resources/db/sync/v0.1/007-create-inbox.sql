--liquibase formatted sql
--changeset yilu:sync-007-create-inbox
CREATE TABLE sync_inbox (
    message_id       CHAR(36)      NOT NULL PRIMARY KEY,
    origin           CHAR(9)       NOT NULL,
    sequence         BIGINT        NOT NULL,
    subject          VARCHAR(64)   NOT NULL,
    subject_sequence BIGINT        NOT NULL,
    type             VARCHAR(64)   NOT NULL,
    schema_version   INT           NOT NULL,
    after_incoming   BIGINT        NOT NULL COMMENT 'as the origin wrote it',
    cause            CHAR(36)      NULL,
    chain            CHAR(64)      NOT NULL COMMENT 'as the origin wrote it',
    digest           CHAR(64)      NOT NULL COMMENT 'of the whole message, without its chain',
    created_at       DATETIME(6)   NOT NULL COMMENT 'clock of the origin',
    received_at      DATETIME(6)   NOT NULL COMMENT 'clock of this node',
    state            VARCHAR(16)   NOT NULL,
    attempts         INT           NOT NULL COMMENT 'counted before each attempt',
    not_before       DATETIME(6)   NULL,
    error            VARCHAR(1000) NULL,
    applied_at       DATETIME(6)   NULL,
    files            MEDIUMTEXT    NOT NULL,
    payload          LONGBLOB      NOT NULL COMMENT 'sealed JSON',
    payload_sha256   CHAR(64)      NOT NULL COMMENT 'of the JSON',
    UNIQUE KEY sync_inbox_sequence (origin, sequence),
    KEY sync_inbox_subject (origin, subject, subject_sequence),
    KEY sync_inbox_state (origin, state)
) COMMENT 'Idempotent Receiver; keys are kept for ever';
--rollback DROP TABLE sync_inbox;
