--liquibase formatted sql

--changeset yilu:005-create-node-audit-head
-- One row: where the chain ends. Its lock puts the entries of transactions side by side into one order.
CREATE TABLE node_audit_head (
    id TINYINT NOT NULL,
    entries BIGINT NOT NULL,
    hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id)
);
--rollback DROP TABLE node_audit_head;

--changeset yilu:005-begin-node-audit
INSERT INTO node_audit_head (id, entries, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
--rollback DELETE FROM node_audit_head;
