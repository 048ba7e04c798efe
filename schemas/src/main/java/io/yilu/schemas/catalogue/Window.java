package io.yilu.schemas.catalogue;

import java.util.List;

/**
 * A window (窗口) of the county's hall.
 *
 * @param number 1 to 34, or P1 to P3 for parallel approval
 * @param kind single or parallel
 * @param departments codes of those who sit there
 * @param theme the parallel approval it serves, or empty
 */
public record Window(String number, String name, String kind, List<String> departments, String theme) {

    public Window {
        departments = List.copyOf(departments);
    }
}
