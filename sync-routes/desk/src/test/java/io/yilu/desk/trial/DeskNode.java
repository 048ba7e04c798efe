package io.yilu.desk.trial;

import io.yilu.node.pages.NavEntry;
import io.yilu.node.pages.PageFrame;
import io.yilu.node.privacy.Sealer;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.PayloadCipher;
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

    @Bean
    PayloadCipher deskCipher(Sealer sealer) {
        return new PayloadCipher() {
            @Override
            public byte[] seal(byte[] plain) {
                return sealer.seal(plain);
            }

            @Override
            public byte[] open(byte[] sealed) {
                return sealer.open(sealed);
            }
        };
    }
}
