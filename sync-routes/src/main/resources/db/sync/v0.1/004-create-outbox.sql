--liquibase formatted sql
--changeset yilu:sync-004-create-outbox
CREATE TABLE sync_outbox (
    peer             CHAR(9)      NOT NULL,
    sequence         BIGINT       NOT NULL,
    message_id       CHAR(36)     NOT NULL,
    subject          VARCHAR(64)  NOT NULL,
    subject_sequence BIGINT       NOT NULL,
    type             VARCHAR(64)  NOT NULL,
    schema_version   INT          NOT NULL,
    lane             VARCHAR(16)  NOT NULL,
    created_at       DATETIME(6)  NOT NULL,
    after_incoming   BIGINT       NOT NULL COMMENT 'incoming messages about the subject that had been applied',
    cause            CHAR(36)     NULL COMMENT 'the message whose application wrote this one',
    chain            CHAR(64)     NOT NULL,
    files            MEDIUMTEXT   NOT NULL,
    payload          LONGBLOB     NOT NULL COMMENT 'sealed JSON',
    payload_size     INT          NOT NULL,
    sent_at          DATETIME(6)  NULL COMMENT 'a hint; proves nothing',
    sends            INT          NOT NULL DEFAULT 0,
    receipted_at     DATETIME(6)  NULL,
    held             BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'committed there, not applied',
    replay           BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'handed back, not in the business tables yet',
    PRIMARY KEY (peer, sequence),
    UNIQUE KEY sync_outbox_message (message_id),
    KEY sync_outbox_subject (subject),
    KEY sync_outbox_waiting (peer, receipted_at, sequence),
    KEY sync_outbox_held (peer, held),
    KEY sync_outbox_replay (replay, peer, subject, subject_sequence)
) COMMENT 'Transactional Outbox';
--rollback DROP TABLE sync_outbox;
