package io.yilu.township.papers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The papers of a case, by the word in their address. */
public enum CasePaper {
    RECEIPT("收件凭证"),
    ACCEPTANCE("受理通知书"),
    RESULT("办理结果");

    private final String title;

    CasePaper(String title) {
        this.title = title;
    }

    static Optional<CasePaper> addressed(String word) {
        return Arrays.stream(values())
                .filter(paper -> paper.address().equals(word))
                .findFirst();
    }

    public String title() {
        return title;
    }

    public String address() {
        return name().toLowerCase(Locale.ROOT);
    }
}
