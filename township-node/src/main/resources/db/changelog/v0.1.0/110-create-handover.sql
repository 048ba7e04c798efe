--liquibase formatted sql

--changeset yilu:110-create-handover
-- Who took the result home (送达).
CREATE TABLE handover (
    case_number      VARCHAR(25)  NOT NULL,
    collector_name   VARCHAR(100) NOT NULL,
    relation         VARCHAR(60)  NOT NULL,
    id_checked       BOOLEAN      NOT NULL,
    signature_sha256 CHAR(64),
    signature_size   BIGINT,
    signature_type   VARCHAR(60),
    signature_name   VARCHAR(255),
    delivered_at     DATETIME(6)  NOT NULL,
    delivered_by     VARCHAR(100) NOT NULL,
    PRIMARY KEY (case_number),
    CONSTRAINT fk_handover_case FOREIGN KEY (case_number) REFERENCES cases (case_number)
);
--rollback DROP TABLE handover;
