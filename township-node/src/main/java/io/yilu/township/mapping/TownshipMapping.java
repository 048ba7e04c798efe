package io.yilu.township.mapping;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import org.mapstruct.InjectionStrategy;
import org.mapstruct.MapperConfig;
import org.mapstruct.MappingConstants;
import org.mapstruct.ReportingPolicy;

/** A target property that nobody fills is an error of compilation. */
@MapperConfig(
        componentModel = MappingConstants.ComponentModel.SPRING,
        injectionStrategy = InjectionStrategy.CONSTRUCTOR,
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        uses = TownshipMapping.Identities.class)
public interface TownshipMapping {

    /** Identities between their types and their text. */
    final class Identities {

        private Identities() {}

        public static String text(CaseNumber number) {
            return number.value();
        }

        public static CaseNumber caseNumber(String text) {
            return CaseNumber.parse(text);
        }

        public static String text(NodeId node) {
            return node.value();
        }

        public static NodeId node(String text) {
            return NodeId.of(text);
        }
    }
}
