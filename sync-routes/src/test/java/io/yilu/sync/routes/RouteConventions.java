package io.yilu.sync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** The house rules for routes, checked on the started model. */
final class RouteConventions {

    private RouteConventions() {}

    static void check(CamelContext camel) {
        var routes = ((ModelCamelContext) camel).getRouteDefinitions();
        assertThat(routes).hasSize(6);
        assertThat(routes).allSatisfy(RouteConventions::check);
        assertThat(routes).extracting(RouteDefinition::getRouteId).doesNotHaveDuplicates();
        assertThat(camel.getRoutes())
                .allSatisfy(route -> assertThat(camel.getRouteController()
                                .getRouteStatus(route.getRouteId())
                                .isStarted())
                        .as(route.getRouteId())
                        .isTrue());
    }

    private static void check(RouteDefinition route) {
        assertThat(route.getRouteId()).matches("(control|case|file)-(send|receive(-[0-9]{9})?)");
        assertThat(route.getOutputs().size())
                .as("steps of " + route.getRouteId())
                .isLessThanOrEqualTo(10);
        if (route.getInput().getUri().startsWith("direct:")) {
            assertThat(route.getErrorHandlerFactory())
                    .as("a direct: route leaves errors to its caller: " + route.getRouteId())
                    .isInstanceOf(NoErrorHandlerDefinition.class);
        } else {
            assertThat(route.getAppliedRouteConfigurationIds())
                    .as("an entry route names the one error policy: " + route.getRouteId())
                    .containsExactly(ExchangeErrors.ID);
        }
    }
}
