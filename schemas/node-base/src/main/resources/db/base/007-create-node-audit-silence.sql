--liquibase formatted sql

--changeset yilu:007-create-node-audit-silence
-- Since when another node has been heard without telling where its audit log ends.
CREATE TABLE node_audit_silence (
    node_id CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    since DATETIME(6) NOT NULL,
    PRIMARY KEY (node_id)
);
--rollback DROP TABLE node_audit_silence;
