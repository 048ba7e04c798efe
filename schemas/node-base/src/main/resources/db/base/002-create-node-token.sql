--liquibase formatted sql

--changeset yilu:002-create-node-token
CREATE TABLE node_token (
    -- SHA-256 of the token, so that a copy of the database opens nothing.
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    username VARCHAR(64) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_hash),
    KEY node_token_expires (expires_at),
    CONSTRAINT node_token_account FOREIGN KEY (username) REFERENCES node_account (username) ON DELETE CASCADE
);
--rollback DROP TABLE node_token;
