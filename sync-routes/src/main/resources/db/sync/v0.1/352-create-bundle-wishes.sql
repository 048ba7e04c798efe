--liquibase formatted sql
--changeset yilu:sync-352-create-bundle-wishes
CREATE TABLE sync_bundle_wish (
    peer           CHAR(9) NOT NULL PRIMARY KEY,
    after_sequence BIGINT  NOT NULL
) COMMENT 'Peers that lost their history and asked for it by a stick: the next bundle hands it back';
--rollback DROP TABLE sync_bundle_wish;
