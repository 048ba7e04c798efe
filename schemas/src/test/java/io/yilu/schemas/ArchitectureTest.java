package io.yilu.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;

/** The contract depends on nothing that only one side has. */
@AnalyzeClasses(packages = "io.yilu", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_contract_knows_no_framework_no_database_and_no_node = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.yilu.schemas..",
                    "java.io..",
                    "java.lang..",
                    "java.math..",
                    "java.nio..",
                    "java.security..",
                    "java.text..",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..",
                    "org.jspecify.annotations..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "com.networknt.schema..",
                    "org.apache.commons.csv..",
                    "net.sourceforge.pinyin4j..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.yilu.schemas.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_contract_and_form_packages_see_the_json_schema_library = noClasses()
            .that()
            .resideOutsideOfPackages("io.yilu.schemas.contract..", "io.yilu.schemas.form..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(new ArchCondition<>("lie in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getPackageName() + " of " + type.getSimpleName()));
                }
            });

    @ArchTest
    static final ArchRule nobody_asks_the_system_what_time_it_is = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("a now() without a clock, or the system clock") {
                @Override
                public boolean test(JavaMethodCall call) {
                    boolean now = call.getName().equals("now")
                            && call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
                    boolean system = call.getTargetOwner().isEquivalentTo(Clock.class)
                            && call.getName().startsWith("system");
                    return now || system || call.getName().equals("currentTimeMillis");
                }
            });

    @ArchTest
    static final ArchRule nothing_is_printed =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
