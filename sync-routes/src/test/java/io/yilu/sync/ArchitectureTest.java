package io.yilu.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Where things may live in the exchange. */
@AnalyzeClasses(packages = "io.yilu.sync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_engine_is_plain_java = noClasses()
            .that()
            .resideInAPackage("io.yilu.sync.engine")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..", "jakarta..", "java.sql..");

    @ArchTest
    static final ArchRule only_routes_and_their_wiring_see_camel = noClasses()
            .that()
            .resideOutsideOfPackages("io.yilu.sync.routes", "io.yilu.sync.boot", "io.yilu.sync.tls")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "jakarta.jms..", "org.apache.activemq..");

    @ArchTest
    static final ArchRule what_features_see_depends_on_nothing_behind_it = noClasses()
            .that()
            .resideInAPackage("io.yilu.sync")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.yilu.sync.*", "org.springframework..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.yilu.sync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_exchange_knows_no_node = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.yilu.node..", "io.yilu.desk..", "io.yilu.township..", "io.yilu.county..");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule ledgers_on_the_database_are_hidden_behind_the_port = classes()
            .that()
            .haveSimpleNameStartingWith("Jdbc")
            .and()
            .doNotHaveSimpleName("JdbcLedger")
            .should()
            .bePackagePrivate();
}
