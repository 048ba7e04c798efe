--liquibase formatted sql
--changeset yilu:sync-003-create-outgoing-subjects
CREATE TABLE sync_subject_out (
    peer          CHAR(9)     NOT NULL,
    subject       VARCHAR(64) NOT NULL,
    last_sequence BIGINT      NOT NULL,
    PRIMARY KEY (peer, subject)
) COMMENT 'Counter of each case within an outgoing stream';
--rollback DROP TABLE sync_subject_out;
