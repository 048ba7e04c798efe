--liquibase formatted sql

--changeset yilu:114-create-uploaded-file
-- What was brought to this node as a file: the name that people gave it and the type that its bytes told.
CREATE TABLE uploaded_file (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    sha256      CHAR(64)     NOT NULL,
    size        BIGINT       NOT NULL,
    media_type  VARCHAR(60)  NOT NULL,
    file_name   VARCHAR(255) NOT NULL,
    uploaded_by VARCHAR(100) NOT NULL,
    uploaded_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_uploaded_file_sha256 (sha256, id)
);
--rollback DROP TABLE uploaded_file;
