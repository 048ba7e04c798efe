package io.yilu.node.papers;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Prints a Thymeleaf template as a PDF.
 *
 * <p>A paper's template is well-formed XHTML and begins with
 * {@code <html th:replace="~{papers/base :: paper(~{::title}, ~{::main})}">}. Its text is Chinese whatever the page's
 * language is. Nothing is fetched from anywhere: pictures come as data addresses.
 */
public class PaperPrinter {

    private final ITemplateEngine templates;
    private final PaperProperties properties;

    PaperPrinter(ITemplateEngine templates, PaperProperties properties) {
        XRLog.setLoggingEnabled(false);
        this.templates = templates;
        this.properties = properties;
    }

    /**
     * Prints one paper.
     *
     * @param template name of the template, such as {@code papers/receipt}
     * @param model what the template shows; {@code centre} is there by default, from {@code yilu.papers.centre}
     */
    public byte[] print(String template, Map<String, Object> model) {
        Context context = new Context(Locale.SIMPLIFIED_CHINESE);
        context.setVariable("centre", properties.centre());
        context.setVariables(model);
        String page = templates.process(template, context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFont(font("LiberationSans-Regular.ttf"), "Yilu Latin");
            builder.useFont(font("DroidSansFallbackFull.ttf"), "Yilu Han");
            builder.useFont(font("DejaVuSans.ttf"), "Yilu Signs");
            builder.useProtocolsStreamImplementation(PaperPrinter::refuse, "http", "https", "file", "ftp", "jar");
            builder.useDefaultPageSize(210, 297, PdfRendererBuilder.PageSizeUnits.MM);
            builder.withProducer("Yilu");
            builder.withHtmlContent(page, null);
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The paper " + template + " cannot be printed", e);
        }
        return out.toByteArray();
    }

    private static FSSupplier<InputStream> font(String file) {
        return () -> {
            try {
                return new ClassPathResource("papers/fonts/" + file).getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static FSStream refuse(String address) {
        return new FSStream() {
            @Override
            public InputStream getStream() {
                return InputStream.nullInputStream();
            }

            @Override
            public Reader getReader() {
                return new StringReader("");
            }
        };
    }
}
