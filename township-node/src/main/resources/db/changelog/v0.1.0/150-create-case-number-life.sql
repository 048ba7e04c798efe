--liquibase formatted sql

--changeset yilu:150-create-case-number-life
-- One row: the instance of this database that gave the last case number.
CREATE TABLE case_number_life (
    id       TINYINT  NOT NULL,
    instance CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id)
);
--rollback DROP TABLE case_number_life;
