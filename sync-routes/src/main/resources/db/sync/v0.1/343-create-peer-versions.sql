--liquibase formatted sql
--changeset yilu:sync-343-create-peer-versions
CREATE TABLE sync_peer_version (
    peer    CHAR(9)     NOT NULL,
    type    VARCHAR(64) NOT NULL,
    version INT         NOT NULL,
    PRIMARY KEY (peer, type)
) COMMENT 'Up to which version each peer reads each kind of message, as its last hello said';
--rollback DROP TABLE sync_peer_version;
