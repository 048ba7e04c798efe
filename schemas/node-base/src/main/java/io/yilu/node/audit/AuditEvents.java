package io.yilu.node.audit;

import io.yilu.node.signin.SignInEvent;
import org.springframework.context.event.EventListener;

/** Writes down what happens to accounts; the sign-in itself knows nothing of the log. */
class AuditEvents {

    private final AuditLog auditLog;

    AuditEvents(AuditLog auditLog) {
        this.auditLog = auditLog;
    }

    @EventListener
    void happened(SignInEvent event) {
        Act act = switch (event.kind()) {
            case SIGNED_IN -> Act.SIGNED_IN;
            case TOKEN_ISSUED -> Act.TOKEN_ISSUED;
            case LOCKED -> Act.ACCOUNT_LOCKED;
            case PASSWORD_CHANGED -> Act.PASSWORD_CHANGED;
        };
        auditLog.recordOf(event.username(), act, event.username(), "");
    }
}
