--liquibase formatted sql
--changeset yilu:sync-341-create-inbox-corrections
CREATE TABLE sync_inbox_correction (
    message_id     CHAR(36)    NOT NULL PRIMARY KEY,
    payload        LONGBLOB    NOT NULL COMMENT 'sealed JSON that is applied instead; the original stays in sync_inbox',
    payload_sha256 CHAR(64)    NOT NULL COMMENT 'of the JSON',
    corrected_at   DATETIME(6) NOT NULL
) COMMENT 'What a person corrected in messages that failed for good';
--rollback DROP TABLE sync_inbox_correction;
