package io.yilu.sync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.sync.bundle.BundleHeader.PartEnd;
import io.yilu.sync.bundle.BundleSeal.Place;
import io.yilu.sync.docs.Document;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** docs/protocol-bundles.md seals what the program seals. */
class BundleDocumentTest {

    private final Document bundles = Document.read("protocol-bundles.md");

    @Test
    void the_worked_segments_are_sealed_as_in_the_text() throws GeneralSecurityException {
        List<String> expected = bundles.block("07eed0bd").lines().toList();
        assertThat(sealed("Receipted", "{}".getBytes(StandardCharsets.UTF_8), new Place(0, false)))
                .isEqualTo(expected.get(0));
        assertThat(sealed(PartWriter.END, BundleHeader.bytesOf(new PartEnd(true, 0, 0)), new Place(1, true)))
                .isEqualTo(expected.get(1));
    }

    @Test
    void every_property_of_the_header_is_in_its_table() {
        assertThat(bundles.table("property").stream()
                        .flatMap(row -> Stream.of(row.get(0).split(", "))))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BundleHeader.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static String sealed(String kind, byte[] content, Place place) throws GeneralSecurityException {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        SecretKey secret = new SecretKeySpec(key, "AES");
        byte[] header = BundleSeal.sha256("header".getBytes(StandardCharsets.UTF_8));
        Cipher cipher = BundleSeal.segment(Cipher.ENCRYPT_MODE, secret, place, header);
        byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
        byte[] text = ByteBuffer.allocate(1 + name.length + content.length)
                .put((byte) name.length)
                .put(name)
                .put(content)
                .array();
        return HexFormat.of().formatHex(cipher.doFinal(text));
    }
}
