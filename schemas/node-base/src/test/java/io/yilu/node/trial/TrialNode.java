package io.yilu.node.trial;

import io.yilu.node.pages.NavEntry;
import io.yilu.node.pages.PageFrame;
import io.yilu.node.signin.AccessRule;
import io.yilu.node.signin.AccessRules;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SampleAccount;
import io.yilu.node.signin.SampleAccounts;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class TrialNode {

    public static void main(String[] arguments) {
        SpringApplication.run(TrialNode.class, arguments);
    }

    @Bean
    PageFrame trialFrame() {
        return new PageFrame() {
            @Override
            public String nodeName() {
                return "城关镇便民服务中心";
            }

            @Override
            public List<NavEntry> navigation() {
                return List.of(
                        NavEntry.of("/", "nav.today"),
                        NavEntry.of("/cases", "nav.cases"),
                        NavEntry.of("/line", "nav.line", Role.IT));
            }

            @Override
            public Optional<StatusFragment> status() {
                return Optional.of(new StatusFragment("trial/lamp", "lamp"));
            }
        };
    }

    @Bean
    AccessRules trialRules() {
        return () -> List.of(AccessRule.only("/line/**", Role.IT), AccessRule.only("/api/v1/line/**", Role.IT));
    }

    @Bean
    SampleAccounts trialAccounts() {
        return () -> List.of(
                SampleAccount.of("clerk", "窗口甲", Role.CLERK),
                SampleAccount.of("clerk2", "窗口乙", Role.CLERK),
                SampleAccount.of("it", "信息员", Role.IT));
    }
}
