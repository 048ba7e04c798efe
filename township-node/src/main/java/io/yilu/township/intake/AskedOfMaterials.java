package io.yilu.township.intake;

import io.yilu.township.drafts.Draft;
import java.util.List;

/** Knows what a correction request says about a material, for the row on which the answer's scans are put. */
public interface AskedOfMaterials {

    /** What is asked about this material of the case that the draft answers for; empty when nothing is. */
    List<String> about(Draft answer, int materialSeq);
}
