package dev.moonloom.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module and which package may know which. */
@AnalyzeClasses(packages = "dev.moonloom", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModulesTest {
    @ArchTest
    static final ArchRule MODULES_KNOW_ONLY_THOSE_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core").definedBy("dev.moonloom.core..")
            .layer("libraries").definedBy("dev.moonloom.task..")
            .layer("luaj").definedBy("dev.moonloom.luaj..")
            .layer("cli").definedBy("dev.moonloom.cli..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("luaj").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("libraries").mayOnlyBeAccessedByLayers("luaj")
            .whereLayer("core").mayOnlyBeAccessedByLayers("libraries", "luaj", "cli");

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_INWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("async").definedBy("dev.moonloom.core.async")
            .layer("scheduler").definedBy("dev.moonloom.core.scheduler")
            .layer("coroutine").definedBy("dev.moonloom.core.coroutine")
            .whereLayer("async").mayNotBeAccessedByAnyLayer()
            .whereLayer("scheduler").mayOnlyBeAccessedByLayers("async")
            .whereLayer("coroutine").mayOnlyBeAccessedByLayers("scheduler", "async");

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_TOUCHES_GLOBALS = noClasses()
            .that(not(resideInAPackage("dev.moonloom.luaj")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.luaj.vm2.Globals");
}
