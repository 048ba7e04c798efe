--liquibase formatted sql

--changeset yilu:208-create-access-log
-- Who saw personal data in full, or tried to see what is not theirs. No foreign key: a refused address may name no case.
CREATE TABLE access_log (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    at          DATETIME(6)  NOT NULL,
    username    VARCHAR(100) NOT NULL,
    department  VARCHAR(8)   NOT NULL,
    case_number VARCHAR(64)  NOT NULL,
    what        VARCHAR(24)  NOT NULL,
    detail      VARCHAR(200) NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_access_log_case (case_number, at),
    INDEX ix_access_log_user (username, at)
);
--rollback DROP TABLE access_log;
