--liquibase formatted sql

--changeset yilu:104-create-case-file
-- Scans of a case; round 0 came with the acceptance, round n answered the correction request with writer token n.
CREATE TABLE case_file (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    case_number VARCHAR(25)  NOT NULL,
    seq         INT          NOT NULL,
    round       INT          NOT NULL,
    sha256      CHAR(64)     NOT NULL,
    size        BIGINT       NOT NULL,
    media_type  VARCHAR(60)  NOT NULL,
    file_name   VARCHAR(255) NOT NULL,
    added_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_case_file_case (case_number, seq, id),
    INDEX ix_case_file_sha256 (sha256),
    CONSTRAINT fk_case_file_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE case_file;
