package io.yilu.schemas.catalogue;

/** The one-file form of a catalogue. */
final class CatalogueJson {

    private CatalogueJson() {}

    static java.util.List<SampleCase> samples() {
        throw new UnsupportedOperationException();
    }

    static byte[] write(CatalogueTables tables) {
        throw new UnsupportedOperationException();
    }
}
