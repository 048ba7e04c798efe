--liquibase formatted sql
--changeset yilu:sync-350-create-bundle-parts
CREATE TABLE sync_bundle_part (
    direction  VARCHAR(3)  NOT NULL COMMENT 'in or out',
    bundle     CHAR(36)    NOT NULL,
    part       INT         NOT NULL,
    peer       CHAR(9)     NOT NULL,
    purpose    VARCHAR(16) NOT NULL,
    created_at DATETIME(6) NOT NULL COMMENT 'the clock of who wrote it',
    at         DATETIME(6) NOT NULL COMMENT 'when it was written or last taken in here',
    is_last    BOOLEAN     NOT NULL,
    whole      BOOLEAN     NOT NULL COMMENT 'nothing of it has to be taken in again',
    messages   BIGINT      NOT NULL,
    chunks     BIGINT      NOT NULL,
    fresh      BIGINT      NOT NULL COMMENT 'messages that were new here',
    PRIMARY KEY (direction, bundle, part),
    KEY sync_bundle_part_by_peer (direction, peer, purpose, at)
) COMMENT 'Parts of bundles that went out or came in by a stick';
--rollback DROP TABLE sync_bundle_part;
