package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Material;
import io.yilu.township.drafts.DraftFile;
import java.util.List;
import java.util.Map;

/**
 * A material's row beside a form, with the scans that are on it.
 *
 * @param answer whether it answers a correction request: nothing is required then, what is here already stays
 * @param asked what the request says about it, empty for an application
 */
public record MaterialRow(
        String draftId,
        int seq,
        String name,
        String necessity,
        String form,
        int copies,
        String note,
        boolean answer,
        List<DraftFile> files,
        List<String> asked) {

    public MaterialRow {
        files = List.copyOf(files);
        asked = List.copyOf(asked);
    }

    /** Rows for the materials of an item. */
    public static List<MaterialRow> of(String draftId, List<Material> materials, Map<Integer, List<DraftFile>> files) {
        return materials.stream()
                .map(material -> new MaterialRow(
                        draftId,
                        material.seq(),
                        material.name(),
                        material.necessity().name(),
                        material.form().name(),
                        material.copies(),
                        material.note(),
                        false,
                        files.getOrDefault(material.seq(), List.of()),
                        List.of()))
                .toList();
    }

    /** The same row in an answer, with what is asked about it. */
    public MaterialRow asking(List<String> what) {
        return new MaterialRow(draftId, seq, name, necessity, form, copies, note, true, files, what);
    }

    public boolean isRequired() {
        return !answer && necessity.equals("REQUIRED");
    }

    public boolean isMissing() {
        return isRequired() && files.isEmpty();
    }
}
