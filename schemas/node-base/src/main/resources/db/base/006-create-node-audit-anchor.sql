--liquibase formatted sql

--changeset yilu:006-create-node-audit-anchor
-- Heads of audit logs as they were told on a day: this node's own, and those of the nodes it exchanges with.
CREATE TABLE node_audit_anchor (
    id BIGINT NOT NULL AUTO_INCREMENT,
    node_id CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entries BIGINT NOT NULL,
    hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    anchored_at DATETIME(6) NOT NULL,
    noted_at DATETIME(6) NOT NULL,
    -- False when it contradicts the one before it.
    agrees BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    KEY node_audit_anchor_node (node_id, id)
);
--rollback DROP TABLE node_audit_anchor;
