--liquibase formatted sql

--changeset yilu:290-create-certificate-floor
-- Of each site: what its authority issued before this moment counts no more, whether the table of certificates knows it or not.
CREATE TABLE certificate_floor (
    node          CHAR(9)     NOT NULL,
    issued_before DATETIME(6) NOT NULL,
    PRIMARY KEY (node)
);
--rollback DROP TABLE certificate_floor;
