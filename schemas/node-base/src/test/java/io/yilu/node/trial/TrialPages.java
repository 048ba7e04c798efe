package io.yilu.node.trial;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

@Controller
class TrialPages {

    @GetMapping("/")
    String today() {
        return "trial/today";
    }

    @GetMapping("/line")
    String line() {
        return "trial/today";
    }

    @PostMapping("/cases")
    String accept() {
        return "redirect:/";
    }

    @GetMapping("/fails/{how}")
    String fail(@PathVariable String how) {
        throw switch (how) {
            case "permanent" -> new PermanentException("YILU-TRIAL-001", "身份证号第 18 位应为 2。", "请核对。");
            case "transient" -> new TransientException("YILU-TRIAL-002", "磁盘已满。", "请联系信息管理员。");
            default -> new IllegalStateException(how);
        };
    }
}
