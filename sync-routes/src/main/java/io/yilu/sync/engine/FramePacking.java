package io.yilu.sync.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes frames small: deflated against a dictionary that both sides have, of what our messages say again and again. A single case
 * shrinks to about a quarter by it, where deflating alone would save half.
 *
 * <p>A packed body is {@value #MARK}, the dictionary's number and a zlib stream; JSON never begins like that, so a reader needs no
 * other sign. Dictionaries are numbered for ever and never changed: what a peer reads, it says in its hello.
 */
final class FramePacking {

    /** Stands among the versions of the hello, where an older release overlooks it. */
    static final String LABEL = "frame-dictionary";

    /** The newest dictionary; whoever knows it knows all before it. */
    static final int NEWEST = 1;

    /** The body as it is. */
    static final int PLAIN = 0;

    private static final byte MARK = 1;
    private static final int HEAD = 2;
    /** Below this there is little to win. */
    private static final int WORTH_WHILE = 160;

    private static final int BUFFER = 16 * 1024;
    private static final List<byte[]> DICTIONARIES = List.of(new byte[0], load(1));

    private FramePacking() {}

    /** The dictionary that both sides know. */
    static int commonWith(int newestThere) {
        return Math.max(PLAIN, Math.min(NEWEST, newestThere));
    }

    /** The body packed with this dictionary, or as it is where that would not be smaller. */
    static byte[] pack(byte[] body, int dictionary) {
        if (dictionary == PLAIN || body.length < WORTH_WHILE) {
            return body;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try {
            deflater.setDictionary(DICTIONARIES.get(dictionary));
            deflater.setInput(body);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 2);
            packed.write(MARK);
            packed.write(dictionary);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.size() < body.length ? packed.toByteArray() : body;
        } finally {
            deflater.end();
        }
    }

    static boolean isPacked(byte[] body) {
        return body.length > 0 && body[0] == MARK;
    }

    /**
     * The body as it was.
     *
     * @param most a body that is larger is refused before it is made
     * @throws IllegalArgumentException if it is no packed body, never with what it says
     */
    static byte[] unpack(byte[] packed, int most) {
        int dictionary = packed.length <= HEAD ? PLAIN : packed[1];
        if (dictionary <= PLAIN || dictionary > NEWEST) {
            throw new IllegalArgumentException("its dictionary is unknown");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, HEAD, packed.length - HEAD);
            byte[] body = inflate(inflater, DICTIONARIES.get(dictionary), most);
            if (inflater.getRemaining() > 0) {
                throw new IllegalArgumentException("something follows the packed body");
            }
            return body;
        } catch (DataFormatException spoilt) {
            throw new IllegalArgumentException("the packed body is spoilt");
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater, byte[] dictionary, int most) throws DataFormatException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        while (!inflater.finished()) {
            int length = inflater.inflate(buffer);
            if (length > 0) {
                body.write(buffer, 0, length);
                if (body.size() > most) {
                    throw new IllegalArgumentException("it unpacks to more than " + most + " bytes");
                }
            } else if (inflater.needsDictionary()) {
                inflater.setDictionary(dictionary);
            } else if (!inflater.finished()) {
                throw new IllegalArgumentException("the packed body is cut off");
            }
        }
        return body.toByteArray();
    }

    private static byte[] load(int number) {
        String name = "frame-dictionary-" + number + ".txt";
        try (InputStream in = Objects.requireNonNull(FramePacking.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }
}
