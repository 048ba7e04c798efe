--liquibase formatted sql
--changeset yilu:sync-001-create-node
CREATE TABLE sync_node (
    id         TINYINT     NOT NULL PRIMARY KEY,
    node_id    CHAR(9)     NOT NULL,
    instance   CHAR(36)    NOT NULL,
    epoch      BIGINT      NOT NULL,
    created_at DATETIME(6) NOT NULL
) COMMENT 'Who this database is; one row';
--rollback DROP TABLE sync_node;
