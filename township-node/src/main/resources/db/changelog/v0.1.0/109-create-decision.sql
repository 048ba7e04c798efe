--liquibase formatted sql

--changeset yilu:109-create-decision
-- The county's decision (办结) with its document, which follows on the file lane.
CREATE TABLE decision (
    case_number   VARCHAR(25)   NOT NULL,
    outcome       VARCHAR(16)   NOT NULL,
    opinion       VARCHAR(2000) NOT NULL,
    reasons       TEXT          NOT NULL,
    result_name   VARCHAR(200)  NOT NULL,
    result_number VARCHAR(100)  NOT NULL,
    sha256        CHAR(64)      NOT NULL,
    size          BIGINT        NOT NULL,
    media_type    VARCHAR(60)   NOT NULL,
    file_name     VARCHAR(255)  NOT NULL,
    department    VARCHAR(100)  NOT NULL,
    decided_at    DATETIME(6)   NOT NULL,
    decided_by    VARCHAR(100)  NOT NULL,
    arrived_at    DATETIME(6)   NOT NULL,
    PRIMARY KEY (case_number),
    CONSTRAINT fk_decision_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE decision;
