package io.yilu.county.trial;

import io.yilu.county.CountyNodeApplication;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The county node with cases in it, for looking at its pages without any township: run it with the test class path. */
@Configuration
@Import({CountyNodeApplication.class, Townships.class})
public class CountyRehearsal {

    public static void main(String[] arguments) {
        SpringApplication.run(CountyRehearsal.class, arguments);
    }

    @Bean
    ApplicationRunner fill(Townships townships, JdbcClient jdbc, Clock clock) {
        return arguments -> {
            if (jdbc.sql("SELECT COUNT(*) FROM cases").query(Long.class).single() > 0) {
                return;
            }
            Instant now = clock.instant();
            for (int days : List.of(1, 3, 26, 31, 29, 50)) {
                townships.accept(
                        Townships.ALLOWANCE,
                        now.minus(Duration.ofDays(days)),
                        List.of(picture(townships, "低保申请书 " + days), picture(townships, "身份证 " + days)));
            }
            CaseNumber travelling = townships.accept(
                    Townships.ALLOWANCE,
                    now.minus(Duration.ofHours(3)),
                    List.of(picture(townships, "低保申请书"), townships.travellingScan()));
            for (int i = 0; i < 16; i++) {
                townships.accept("610924-05-03-002", now.minus(Duration.ofDays(i)), List.of(townships.scan("x" + i)));
            }
            System.Logger log = System.getLogger(CountyRehearsal.class.getName());
            log.log(System.Logger.Level.INFO, "A case with a scan on its way: {0}", travelling);
        };
    }

    private static FileRef picture(Townships townships, String text) {
        BufferedImage image = new BufferedImage(900, 1200, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xfbfaf5));
        pen.fillRect(0, 0, 900, 1200);
        pen.setColor(Color.DARK_GRAY);
        pen.setFont(new Font("Noto Sans CJK SC", Font.PLAIN, 48));
        pen.drawString(text, 80, 140);
        for (int y = 240; y < 1100; y += 60) {
            pen.drawLine(80, y, 820, y);
        }
        pen.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return townships.store(jpeg.toByteArray(), "image/jpeg", text + ".jpg");
    }
}
