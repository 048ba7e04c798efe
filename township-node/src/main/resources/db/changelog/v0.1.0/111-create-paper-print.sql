--liquibase formatted sql

--changeset yilu:111-create-paper-print
-- Every print of a paper of a case; the second and later ones are marked 补打.
CREATE TABLE paper_print (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    case_number VARCHAR(25)  NOT NULL,
    paper       VARCHAR(24)  NOT NULL,
    printed_at  DATETIME(6)  NOT NULL,
    printed_by  VARCHAR(100) NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_paper_print_case (case_number, paper),
    CONSTRAINT fk_paper_print_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE paper_print;
