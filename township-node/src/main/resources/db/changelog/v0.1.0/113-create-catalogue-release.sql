--liquibase formatted sql

--changeset yilu:113-create-catalogue-release
-- Catalogue versions that the county released to this site.
CREATE TABLE catalogue_release (
    version      VARCHAR(60)  NOT NULL,
    effective_at DATETIME(6)  NOT NULL,
    sha256       CHAR(64)     NOT NULL,
    size         BIGINT       NOT NULL,
    received_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (version)
);
--rollback DROP TABLE catalogue_release;
