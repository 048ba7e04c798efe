package io.yilu.county.review;

/** Draws a result document as PDF (A4). */
interface ResultPaperPrinter {

    byte[] print(ResultPaper paper);
}
