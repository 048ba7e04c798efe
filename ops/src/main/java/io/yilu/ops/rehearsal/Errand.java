package io.yilu.ops.rehearsal;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.schemas.catalogue.SampleCase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One application on its way: what was handed in where, and what is to come of it. */
public final class Errand {

    /** What the county will say. */
    public enum Ending {
        APPROVED,
        REFUSED,
        /** First 补正, then approved. */
        CORRECTED_THEN_APPROVED
    }

    /** A scan and the material it belongs to. */
    public record Page(int material, Scan scan) {}

    private final NodePlan town;
    private final SampleCase sample;
    private final String department;
    private final Ending ending;
    private final String idempotencyKey = UUID.randomUUID().toString();
    private final List<Page> pages = new ArrayList<>();
    private String number = "";

    Errand(NodePlan town, SampleCase sample, String department, Ending ending) {
        this.town = town;
        this.sample = sample;
        this.department = department;
        this.ending = ending;
    }

    public NodePlan town() {
        return town;
    }

    SampleCase sample() {
        return sample;
    }

    Ending ending() {
        return ending;
    }

    String idempotencyKey() {
        return idempotencyKey;
    }

    /** The sample account that decides it. */
    public String reviewer() {
        return RoundTrip.CIVIL_AFFAIRS.equals(department) ? "minzheng" : "d-" + department;
    }

    /** What the county must decide in the end: APPROVED or REFUSED. */
    public String outcome() {
        return ending == Ending.REFUSED ? "REFUSED" : "APPROVED";
    }

    /** Everything scanned for it so far. */
    public List<Page> pages() {
        return List.copyOf(pages);
    }

    void add(int material, Scan scan) {
        pages.add(new Page(material, scan));
    }

    /** The case number, once it was accepted. */
    public String number() {
        return number;
    }

    void accepted(String caseNumber) {
        number = caseNumber;
    }

    String path() {
        return "/api/v1/cases/" + number;
    }
}
