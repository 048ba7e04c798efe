--liquibase formatted sql

--changeset yilu:105-create-case-event
-- The timeline, in the order of its ids: nothing is ever changed or taken out.
CREATE TABLE case_event (
    id          BIGINT        NOT NULL AUTO_INCREMENT,
    case_number VARCHAR(25)   NOT NULL,
    kind        VARCHAR(24)   NOT NULL,
    happened_at DATETIME(6)   NOT NULL,
    place       VARCHAR(100)  NOT NULL,
    by_name     VARCHAR(100)  NOT NULL,
    sentence    VARCHAR(4000) NOT NULL,
    paper       VARCHAR(24),
    PRIMARY KEY (id),
    INDEX ix_case_event_case (case_number, id),
    CONSTRAINT fk_case_event_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE case_event;
