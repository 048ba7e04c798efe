package io.yilu.sync;

/** Encrypts payloads at rest in the ledger; the node provides the key. */
public interface PayloadCipher {

    /** Authenticated encryption of {@code plain}. */
    byte[] seal(byte[] plain);

    /** The inverse of {@link #seal}; throws a permanent exception if the bytes were touched or the key is another. */
    byte[] open(byte[] sealed);
}
