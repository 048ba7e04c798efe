package io.yilu.township.enrolment;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Enrols without anybody at the screen: a code that is put into {@code keys/enrolment-code} is used as soon as the county
 * answers, and the file goes. A code that is refused is tried once, then left for who put it there.
 */
@Component
class CodeFile {

    private static final Logger log = LoggerFactory.getLogger(CodeFile.class);
    private static final String NAME = "enrolment-code";

    private final Path file;
    private final Enrolment enrolment;
    private String refused = "";
    private boolean saidThatItWaits;

    CodeFile(DataDirectory directory, Enrolment enrolment) {
        this.file = directory.keys().resolve(NAME);
        this.enrolment = enrolment;
    }

    @Scheduled(fixedDelayString = "PT3S")
    void look() {
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            String code = Files.readString(file).strip();
            if (!code.equals(refused)) {
                use(code);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The file " + file + " cannot be read or deleted", unreadable);
        }
    }

    private void use(String code) throws IOException {
        try {
            enrolment.enrol(code);
            Files.deleteIfExists(file);
            saidThatItWaits = false;
        } catch (TransientException later) {
            if (!saidThatItWaits) {
                log.warn("The enrolment waits for the county: {}", later.getMessage());
                saidThatItWaits = true;
            }
        } catch (PermanentException no) {
            refused = code;
            log.error("The code in {} was refused: {}", file, no.getMessage());
        }
    }
}
