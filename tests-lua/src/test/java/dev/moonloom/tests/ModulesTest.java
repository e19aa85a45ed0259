package dev.moonloom.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** Which module and which package may know which. */
@AnalyzeClasses(packages = "dev.moonloom", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModulesTest {
    @ArchTest
    static final ArchRule MODULES_KNOW_ONLY_THOSE_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("luau").definedBy("dev.moonloom.luau..")
            .layer("core").definedBy("dev.moonloom.core..")
            .layer("libraries").definedBy("dev.moonloom.task..")
            .layer("luaj").definedBy("dev.moonloom.luaj..")
            .layer("cli").definedBy("dev.moonloom.cli..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("luaj").mayNotBeAccessedByAnyLayer()
            .whereLayer("libraries").mayOnlyBeAccessedByLayers("luaj", "cli")
            .whereLayer("core").mayOnlyBeAccessedByLayers("libraries", "luaj", "cli")
            .whereLayer("luau").mayOnlyBeAccessedByLayers("core", "libraries", "luaj", "cli");

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_INWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("vm").definedBy("dev.moonloom.core.vm")
            .layer("async").definedBy("dev.moonloom.core.async")
            .layer("scheduler").definedBy("dev.moonloom.core.scheduler")
            .layer("coroutine").definedBy("dev.moonloom.core.coroutine")
            .whereLayer("vm").mayNotBeAccessedByAnyLayer()
            .whereLayer("async").mayOnlyBeAccessedByLayers("vm")
            .whereLayer("scheduler").mayOnlyBeAccessedByLayers("async", "vm")
            .whereLayer("coroutine").mayOnlyBeAccessedByLayers("scheduler", "async", "vm");

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_TOUCHES_GLOBALS = noClasses()
            .that(not(resideInAPackage("dev.moonloom.luaj")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.luaj.vm2.Globals");

    /** What is not marked is not checked for nulls. */
    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "reside in a null-marked package",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
