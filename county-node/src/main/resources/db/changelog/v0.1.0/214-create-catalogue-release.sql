--liquibase formatted sql

--changeset yilu:214-create-catalogue-release
-- Which catalogue version was sent to which site.
CREATE TABLE catalogue_release (
    site        CHAR(9)     NOT NULL,
    version     VARCHAR(60) NOT NULL,
    sha256      CHAR(64)    NOT NULL,
    released_at DATETIME(6) NOT NULL,
    PRIMARY KEY (site, version)
);
--rollback DROP TABLE catalogue_release;
