package io.yilu.county.review;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** TEMPORARY until node-base prints. */
@Component
class PlainPrinter implements ResultPaperPrinter {
    @Override
    public byte[] print(ResultPaper paper) {
        return ("%PDF-1.4 " + paper.title() + paper.resultNumber()).getBytes(StandardCharsets.UTF_8);
    }
}
