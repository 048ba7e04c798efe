--liquibase formatted sql

--changeset yilu:101-create-case-counter
-- The last ordinal given on a day; raised in the transaction that inserts the case, so no number is given twice.
CREATE TABLE case_counter (
    site         CHAR(9) NOT NULL,
    accepted_on  DATE    NOT NULL,
    last_ordinal INT     NOT NULL,
    PRIMARY KEY (site, accepted_on)
);
--rollback DROP TABLE case_counter;
