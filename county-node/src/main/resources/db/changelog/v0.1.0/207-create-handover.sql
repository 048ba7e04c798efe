--liquibase formatted sql

--changeset yilu:207-create-handover
-- Who collected the result at the township window; the collector's name is sealed.
CREATE TABLE handover (
    case_number      VARCHAR(25)  NOT NULL,
    collector_sealed BLOB         NOT NULL,
    relation         VARCHAR(100) NOT NULL,
    id_checked       BOOLEAN      NOT NULL,
    signature_sha256 CHAR(64)     NULL,
    delivered_at     DATETIME(6)  NOT NULL,
    delivered_by     VARCHAR(100) NOT NULL,
    PRIMARY KEY (case_number),
    CONSTRAINT fk_handover_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE handover;
