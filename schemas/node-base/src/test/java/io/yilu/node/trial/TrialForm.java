package io.yilu.node.trial;

import io.yilu.node.live.LiveUpdates;
import io.yilu.node.pages.FormView;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.form.FormValidator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An intake page as a township has it, over the shipped forms. */
@Controller
class TrialForm {

    private final FormSchema schema =
            CatalogueLoader.loadShipped().form("rural-subsistence-allowance").orElseThrow();
    private final FormValidator validator;
    private final LiveUpdates live;
    private final AtomicInteger asked = new AtomicInteger(3);
    private volatile ObjectNode draft = JsonNodeFactory.instance.objectNode();

    TrialForm(Clock clock, LiveUpdates live) {
        this.validator = new FormValidator(clock);
        this.live = live;
    }

    @GetMapping("/intake")
    String show(Model model) {
        model.addAttribute("view", FormView.of(schema, draft).knowing(Set.of("applicantName")));
        return "trial/intake";
    }

    @PostMapping("/intake/draft")
    ResponseEntity<Void> save(HttpServletRequest request) {
        draft = schema.coerce(request.getParameterMap());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/intake")
    String accept(HttpServletRequest request, Model model) {
        draft = schema.coerce(request.getParameterMap());
        FormView view = FormView.of(schema, draft).with(validator.validate(schema, draft));
        model.addAttribute("view", view);
        return view.problems().isEmpty() ? "trial/case" : "trial/intake";
    }

    @GetMapping("/read")
    String read(Model model) {
        model.addAttribute("view", FormView.of(schema, draft).masked());
        return "trial/case";
    }

    @GetMapping("/lamp")
    String lamp(Model model) {
        model.addAttribute("count", asked.incrementAndGet());
        return "trial/lamp :: lamp";
    }

    @PostMapping("/publish/{topic}")
    ResponseEntity<Void> publish(@PathVariable String topic) {
        live.publish(topic);
        return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }
}
