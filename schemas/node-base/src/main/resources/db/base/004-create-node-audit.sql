--liquibase formatted sql

--changeset yilu:004-create-node-audit
-- The audit log: append-only, each entry holding the hash of the one before. docs/audit-log.md says how it is checked.
CREATE TABLE node_audit (
    number BIGINT NOT NULL,
    at DATETIME(6) NOT NULL,
    actor VARCHAR(100) NOT NULL,
    origin VARCHAR(100) NOT NULL,
    act VARCHAR(40) NOT NULL,
    subject VARCHAR(100) NOT NULL,
    detail VARCHAR(500) NOT NULL,
    reason VARCHAR(500) NOT NULL,
    previous CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (number),
    KEY node_audit_subject (subject, number),
    KEY node_audit_actor (actor, number),
    KEY node_audit_act (act, number)
);
--rollback DROP TABLE node_audit;
