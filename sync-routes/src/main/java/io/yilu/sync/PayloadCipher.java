package io.yilu.sync;

/** Encrypts payloads at rest in the ledger and marks what this node writes; the node provides the keys. */
public interface PayloadCipher {

    /** Authenticated encryption of {@code plain}. */
    byte[] seal(byte[] plain);

    /** The inverse of {@link #seal}; throws a permanent exception if the bytes were touched or the key is another. */
    byte[] open(byte[] sealed);

    /** A message authentication code of 32 bytes under a key that no other node has and that lies with the other keys. */
    byte[] mark(byte[] text);
}
