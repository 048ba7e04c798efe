--liquibase formatted sql
--changeset yilu:sync-012-create-links
CREATE TABLE sync_link (
    peer              CHAR(9)     NOT NULL PRIMARY KEY,
    state             VARCHAR(16) NOT NULL,
    since             DATETIME(6) NOT NULL,
    last_heard_at     DATETIME(6) NULL,
    round_trip_ms     BIGINT      NULL,
    clock_offset_ms   BIGINT      NULL,
    reported_messages BIGINT      NOT NULL DEFAULT 0,
    reported_subjects BIGINT      NOT NULL DEFAULT 0,
    reported_bytes    BIGINT      NOT NULL DEFAULT 0,
    reported_oldest   DATETIME(6) NULL
) COMMENT 'What is remembered of each link over a restart';
--rollback DROP TABLE sync_link;
