--liquibase formatted sql

--changeset yilu:210-create-correction-line
-- One thing to mend, tied to a material or, where there is none, to the form.
CREATE TABLE correction_line (
    id           BIGINT        NOT NULL AUTO_INCREMENT,
    case_number  VARCHAR(25)   NOT NULL,
    writer_token INT           NOT NULL,
    material_seq INT           NULL,
    text         VARCHAR(1000) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_correction_line FOREIGN KEY (case_number, writer_token)
        REFERENCES correction (case_number, writer_token)
);
--rollback DROP TABLE correction_line;
