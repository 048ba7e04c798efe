package io.yilu.node.pages;

import java.util.List;
import java.util.Optional;

/** A node's one bean of this type says what stands around its pages. */
public interface PageFrame {

    /** Name of the place, such as 城关镇便民服务中心. */
    String nodeName();

    List<NavEntry> navigation();

    /**
     * What stands at the right of the header on every page, such as the lamp. The fragment takes its data from a bean
     * ({@code ${@lamp.state}}), since it stands on error pages too, and renews itself with
     * {@code hx-get="…" hx-trigger="sse:link"}.
     */
    default Optional<StatusFragment> status() {
        return Optional.empty();
    }

    /** A fragment of a template: {@code township/lamp} and {@code lamp}. */
    record StatusFragment(String template, String fragment) {}
}
