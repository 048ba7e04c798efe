--liquibase formatted sql

--changeset yilu:231-create-enrolment-code
-- One-time codes; only the key derived from a code is kept, sealed. state: OPEN, USED, BLOCKED (too many wrong tries), REPLACED.
CREATE TABLE enrolment_code (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    site        CHAR(9)      NOT NULL,
    sealed_key  VARCHAR(200) NOT NULL,
    made_by     VARCHAR(100) NOT NULL,
    made_at     DATETIME(6)  NOT NULL,
    expires_at  DATETIME(6)  NOT NULL,
    wrong_tries INT          NOT NULL DEFAULT 0,
    state       VARCHAR(10)  NOT NULL,
    used_at     DATETIME(6)  NULL,
    instance    CHAR(36)     NULL,
    key_sha256  CHAR(64)     NULL,
    serial      VARCHAR(40)  NULL,
    PRIMARY KEY (id),
    INDEX enrolment_code_site (site, id)
);
--rollback DROP TABLE enrolment_code;
