--liquibase formatted sql
--changeset yilu:sync-016-create-hand-back
CREATE TABLE sync_hand_back (
    peer             CHAR(9)      NOT NULL,
    sequence         BIGINT       NOT NULL,
    message_id       CHAR(36)     NOT NULL,
    subject          VARCHAR(64)  NOT NULL,
    subject_sequence BIGINT       NOT NULL,
    type             VARCHAR(64)  NOT NULL,
    schema_version   INT          NOT NULL,
    lane             VARCHAR(16)  NOT NULL,
    created_at       DATETIME(6)  NOT NULL,
    after_incoming   BIGINT       NOT NULL,
    cause            CHAR(36)     NULL,
    chain            CHAR(64)     NOT NULL,
    files            MEDIUMTEXT   NOT NULL,
    payload          LONGBLOB     NOT NULL COMMENT 'sealed JSON',
    payload_size     INT          NOT NULL,
    PRIMARY KEY (peer, sequence)
) COMMENT 'Own messages that a peer handed back, until they are merged into the outbox';
--rollback DROP TABLE sync_hand_back;
