--liquibase formatted sql

--changeset yilu:001-create-node-account
CREATE TABLE node_account (
    username VARCHAR(64) NOT NULL,
    display_name VARCHAR(100) NOT NULL,
    password_hash VARCHAR(100) NOT NULL,
    -- Names of Role, comma-separated.
    roles VARCHAR(100) NOT NULL,
    department_code VARCHAR(20) NULL,
    failures INT NOT NULL DEFAULT 0,
    locked_until DATETIME(6) NULL,
    must_change_password BOOLEAN NOT NULL DEFAULT FALSE,
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (username)
);
--rollback DROP TABLE node_account;
