--liquibase formatted sql
--changeset yilu:sync-351-create-bundle-offers
CREATE TABLE sync_bundle_offer (
    peer    CHAR(9)  NOT NULL,
    sha256  CHAR(64) NOT NULL,
    epoch   BIGINT   NOT NULL,
    written BIGINT   NOT NULL COMMENT 'how far the peer had written when it asked',
    PRIMARY KEY (peer, sha256)
) COMMENT 'Files whose receipt a peer waits for, as its last bundle said';
--rollback DROP TABLE sync_bundle_offer;
