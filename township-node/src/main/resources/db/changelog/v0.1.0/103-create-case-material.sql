--liquibase formatted sql

--changeset yilu:103-create-case-material
-- The item's materials as the pinned catalogue version names them.
CREATE TABLE case_material (
    case_number VARCHAR(25)  NOT NULL,
    seq         INT          NOT NULL,
    name        VARCHAR(200) NOT NULL,
    necessity   VARCHAR(16)  NOT NULL,
    PRIMARY KEY (case_number, seq),
    CONSTRAINT fk_case_material_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE case_material;
