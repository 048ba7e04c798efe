--liquibase formatted sql
--changeset yilu:sync-006-create-incoming-subjects
CREATE TABLE sync_subject_in (
    peer            CHAR(9)     NOT NULL,
    subject         VARCHAR(64) NOT NULL,
    applied_through BIGINT      NOT NULL,
    PRIMARY KEY (peer, subject)
) COMMENT 'How far each case of an incoming stream is applied';
--rollback DROP TABLE sync_subject_in;
