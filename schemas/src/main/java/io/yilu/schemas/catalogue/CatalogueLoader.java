package io.yilu.schemas.catalogue;

import java.nio.file.Path;

/** Loads a catalogue from tables or from a released file and refuses it with a list of every fault. */
public final class CatalogueLoader {

    private CatalogueLoader() {}

    /** The catalogue that comes with this build, version 2016.1. */
    public static Catalogue loadShipped() {
        throw new UnsupportedOperationException();
    }

    /** A catalogue from a directory of tables like the shipped one. */
    public static Catalogue load(Path directory, String version) {
        throw new UnsupportedOperationException();
    }

    static Catalogue fromJson(byte[] json) {
        throw new UnsupportedOperationException();
    }
}
