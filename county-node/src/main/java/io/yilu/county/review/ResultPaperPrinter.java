package io.yilu.county.review;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.node.papers.Barcodes;
import io.yilu.node.papers.PaperAddresses;
import io.yilu.node.papers.PaperPrinter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Draws a result document as PDF (A4). */
@Component
class ResultPaperPrinter {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final PaperPrinter printer;
    private final PaperAddresses addresses;
    private final Catalogues catalogues;

    ResultPaperPrinter(PaperPrinter printer, PaperAddresses addresses, Catalogues catalogues) {
        this.printer = printer;
        this.addresses = addresses;
        this.catalogues = catalogues;
    }

    byte[] print(ResultPaper paper) {
        String number = paper.countyCase().caseNumber().value();
        return printer.print(
                "papers/result",
                Map.of(
                        "centre", paper.departmentName(),
                        "paper", paper,
                        "number", number,
                        "bars", Barcodes.code128(number),
                        "qr", Barcodes.qr(addresses.sign("/cases/" + number)),
                        "site", catalogues.siteName(paper.countyCase().site()) + "便民服务中心",
                        "accepted", DAY.format(paper.countyCase().acceptedOn()),
                        "decided", DAY.format(LocalDate.ofInstant(paper.decidedAt(), CHINA))));
    }
}
