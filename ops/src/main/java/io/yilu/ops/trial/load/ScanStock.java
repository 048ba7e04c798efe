package io.yilu.ops.trial.load;

import io.yilu.ops.rehearsal.Scan;
import io.yilu.ops.rehearsal.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes a planned scan: small ones as real pictures, the others as a PDF around bytes that no compression makes smaller. */
final class ScanStock {

    private static final int PICTURES_BELOW = 60_000;

    private ScanStock() {}

    static Scan scan(PlannedFile file) throws IOException {
        if (file.bytes() < PICTURES_BELOW && file.seed() % 3 == 0) {
            return new Scanner(file.seed()).jpeg(file.name(), Math.max(20_000, file.bytes()));
        }
        return Scan.of(file.name() + ".pdf", "application/pdf", pdf(file.seed(), file.bytes()));
    }

    private static byte[] pdf(long seed, int bytes) {
        byte[] head = ("%PDF-1.4\n1 0 obj\n<< /Length " + bytes + " >>\nstream\n").getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\nendstream\nendobj\nstartxref\n9\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[Math.max(head.length + tail.length, bytes)];
        new Random(seed).nextBytes(content);
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(tail, 0, content, content.length - tail.length, tail.length);
        return content;
    }
}
