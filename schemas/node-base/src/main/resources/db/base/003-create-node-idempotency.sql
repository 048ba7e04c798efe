--liquibase formatted sql

--changeset yilu:003-create-node-idempotency
CREATE TABLE node_idempotency (
    username VARCHAR(64) NOT NULL,
    idempotency_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    request_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Both are null only inside the transaction that makes the answer.
    status INT NULL,
    response MEDIUMTEXT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (username, idempotency_key)
);
--rollback DROP TABLE node_idempotency;
