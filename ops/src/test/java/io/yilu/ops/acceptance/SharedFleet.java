package io.yilu.ops.acceptance;

import io.yilu.ops.fleet.Fleet;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One county and two towns, started once for all tests that use them and stopped after the last.
 *
 * <p>A test may stop or kill a node, but gives it back running.
 */
final class SharedFleet implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedFleet.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Fleet fleet = fleetOf(context);
        if (fleet.running(fleet.plan().county()).isEmpty()) {
            fleet.startAll();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fleetOf(context);
    }

    /** The root store closes what it holds when the whole run ends. */
    private static Fleet fleetOf(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Fleet.class, any -> newFleet(), Fleet.class);
    }

    private static Fleet newFleet() {
        try {
            return Repository.newFleet("browser", 2);
        } catch (Exception failed) {
            throw new IllegalStateException("The fleet could not be made", failed);
        }
    }
}
