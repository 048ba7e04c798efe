--liquibase formatted sql
--changeset yilu:sync-013-create-peers
CREATE TABLE sync_peer (
    peer     CHAR(9)     NOT NULL,
    instance CHAR(36)    NOT NULL,
    standing VARCHAR(16) NOT NULL,
    epoch    BIGINT      NOT NULL,
    boot     CHAR(36)    NOT NULL,
    PRIMARY KEY (peer, instance)
) COMMENT 'Which databases speak, spoke or may speak for a site';
--rollback DROP TABLE sync_peer;
