--liquibase formatted sql
--changeset yilu:sync-380-create-bundle-wish-files
CREATE TABLE sync_bundle_wish_file (
    peer   CHAR(9)  NOT NULL,
    sha256 CHAR(64) NOT NULL,
    PRIMARY KEY (peer, sha256)
) COMMENT 'Files for which a peer that asked for its history waits: the next bundle brings them first';
--rollback DROP TABLE sync_bundle_wish_file;
