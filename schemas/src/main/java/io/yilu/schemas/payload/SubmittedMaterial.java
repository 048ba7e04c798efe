package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.FileRef;
import java.util.List;

/**
 * One material (材料) of a case with its scans.
 *
 * @param seq the material's number within its item, from 1
 * @param name its name in the catalogue version that the case pins
 */
public record SubmittedMaterial(int seq, String name, List<FileRef> files) {

    public SubmittedMaterial {
        files = List.copyOf(files);
    }
}
