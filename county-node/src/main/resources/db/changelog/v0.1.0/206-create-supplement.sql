--liquibase formatted sql

--changeset yilu:206-create-supplement
-- What the township answered to a correction request; one answer a writer token.
CREATE TABLE supplement (
    case_number     VARCHAR(25)   NOT NULL,
    writer_token    INT           NOT NULL,
    remark          VARCHAR(4000) NOT NULL,
    supplemented_at DATETIME(6)   NOT NULL,
    supplemented_by VARCHAR(100)  NOT NULL,
    PRIMARY KEY (case_number, writer_token),
    CONSTRAINT fk_supplement_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE supplement;
