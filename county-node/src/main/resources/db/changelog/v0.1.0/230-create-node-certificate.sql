--liquibase formatted sql

--changeset yilu:230-create-node-certificate
-- Every certificate that the county's authority gave to a site. state: VALID, REPLACED (by a new enrolment), REVOKED.
CREATE TABLE node_certificate (
    serial     VARCHAR(40)  NOT NULL,
    node       CHAR(9)      NOT NULL,
    pem        TEXT         NOT NULL,
    issued_at  DATETIME(6)  NOT NULL,
    not_after  DATETIME(6)  NOT NULL,
    state      VARCHAR(10)  NOT NULL,
    ended_at   DATETIME(6)  NULL,
    ended_by   VARCHAR(100) NULL,
    reason     VARCHAR(500) NULL,
    PRIMARY KEY (serial),
    INDEX node_certificate_node (node, state, issued_at)
);
--rollback DROP TABLE node_certificate;
