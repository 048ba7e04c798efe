--liquibase formatted sql

--changeset yilu:212-create-decision-reason
-- Why a case was refused, in the order written.
CREATE TABLE decision_reason (
    id          BIGINT        NOT NULL AUTO_INCREMENT,
    case_number VARCHAR(25)   NOT NULL,
    text        VARCHAR(1000) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_decision_reason FOREIGN KEY (case_number) REFERENCES decision (case_number)
);
--rollback DROP TABLE decision_reason;
