package io.schism.harness;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The direction of the house, as drawn in DEVELOPMENT.md; Maven keeps it between the modules, this inside them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.schism");

    @ParameterizedTest
    @EnumSource
    void isKept(Rule rule) {
        rule.rule.get().check(CLASSES);
    }

    private enum Rule {
        CHECKERS_KNOW_NOBODY(() -> noClasses()
                .that()
                .resideInAPackage("io.schism.checkers..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.schism..").and(not(resideInAPackage("io.schism.checkers.."))))),
        NEMESIS_KNOWS_NOBODY(() -> noClasses()
                .that()
                .resideInAPackage("io.schism.nemesis..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.schism..").and(not(resideInAPackage("io.schism.nemesis.."))))),
        RESULTS_KNOW_NEITHER_WORKLOADS_NOR_NEMESIS(() -> noClasses()
                .that()
                .resideInAPackage("io.schism.results..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.schism.workloads..", "io.schism.nemesis..", "io.schism.harness..")),
        WORKLOADS_KNOW_NEITHER_RESULTS_NOR_NEMESIS(() -> noClasses()
                .that()
                .resideInAPackage("io.schism.workloads..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.schism.results..", "io.schism.nemesis..", "io.schism.harness..")),
        ONLY_THE_HARNESS_KNOWS_WHAT_RUNS(() -> noClasses()
                .that()
                .resideOutsideOfPackage("io.schism.harness..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.github.dockerjava..",
                        "org.testcontainers..",
                        "org.apache.ratis..",
                        "io.etcd..",
                        "io.grpc..",
                        "picocli..")),
        ONLY_MAIN_ENDS_THE_PROGRAM(() -> noClasses()
                .that(not(named("io.schism.harness.cli.Main")))
                .should()
                .callMethod(System.class, "exit", int.class)),
        ONLY_THE_COMMAND_LINE_PRINTS(() -> noClasses()
                .that()
                .resideOutsideOfPackage("io.schism.harness.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")),
        NOBODY_KNOWS_THE_COMMAND_LINE(() -> noClasses()
                .that()
                .resideOutsideOfPackage("io.schism.harness.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.schism.harness.cli..")),
        PACKAGES_HAVE_NO_CYCLES(
                () -> slices().matching("io.schism.(*).(**)").should().beFreeOfCycles()),
        NOTHING_IS_NAMED_AFTER_ITS_SHAPE(() -> noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..manager.."));

        private final Supplier<ArchRule> rule;

        Rule(Supplier<ArchRule> rule) {
            this.rule = rule;
        }
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> named(String name) {
        return JavaClass.Predicates.equivalentTo(byName(name));
    }

    private static Class<?> byName(String name) {
        try {
            return Class.forName(name, false, ArchitectureTest.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(
                    name + " is gone; this rule must name the class with the one System.exit", missing);
        }
    }
}
