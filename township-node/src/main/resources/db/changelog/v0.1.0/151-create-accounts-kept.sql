--liquibase formatted sql

--changeset yilu:151-create-accounts-kept
-- One row: SHA-256 of the accounts as the county was last told to keep them.
CREATE TABLE accounts_kept (
    id     TINYINT  NOT NULL,
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id)
);
--rollback DROP TABLE accounts_kept;
