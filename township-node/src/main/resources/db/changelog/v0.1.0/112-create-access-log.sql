--liquibase formatted sql

--changeset yilu:112-create-access-log
-- Who looked at whose full personal data, when and at what.
CREATE TABLE access_log (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    looked_at   DATETIME(6)  NOT NULL,
    looked_by   VARCHAR(100) NOT NULL,
    case_number VARCHAR(25)  NOT NULL,
    what        VARCHAR(60)  NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_access_log_case (case_number, id)
);
--rollback DROP TABLE access_log;
