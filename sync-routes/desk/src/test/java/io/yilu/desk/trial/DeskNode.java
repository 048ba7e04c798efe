package io.yilu.desk.trial;

import io.yilu.node.pages.NavEntry;
import io.yilu.node.pages.PageFrame;
import io.yilu.sync.NodeKeys;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class DeskNode {

    @Bean
    PageFrame deskFrame() {
        return new PageFrame() {
            @Override
            public String nodeName() {
                return "汉王镇便民服务中心";
            }

            @Override
            public List<NavEntry> navigation() {
                return List.of();
            }
        };
    }

    @Bean
    NodeKeys deskKeys() {
        return new Unenrolled();
    }
}
