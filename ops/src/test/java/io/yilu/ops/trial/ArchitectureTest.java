package io.yilu.ops.trial;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know what in a trial. */
@AnalyzeClasses(packages = "io.yilu.ops.trial", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_judge_knows_the_intent_log_and_the_public_api_and_nothing_of_the_exchange = noClasses()
            .that()
            .resideInAnyPackage("io.yilu.ops.trial.check", "io.yilu.ops.trial.history")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.yilu.sync..",
                    "io.yilu.county..",
                    "io.yilu.township..",
                    "io.yilu.node..",
                    "io.yilu.schemas.exchange..",
                    "io.yilu.schemas.payload..",
                    "io.yilu.ops.trial.faults..",
                    "io.yilu.ops.trial.load..",
                    "io.yilu.ops.trial.line..");

    @ArchTest
    static final ArchRule the_nodes_are_met_as_processes_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.yilu.sync..", "io.yilu.county..", "io.yilu.township..", "io.yilu.node..");
}
