package dev.moonloom.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import reactor.core.scheduler.NonBlocking;

/** Who may know whom inside the core. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_depend_inwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.moonloom.core..")
            .layer("require").definedBy("dev.moonloom.core.require..")
            .layer("vm").definedBy("dev.moonloom.core.vm..")
            .layer("async").definedBy("dev.moonloom.core.async..")
            .layer("scheduler").definedBy("dev.moonloom.core.scheduler..")
            .layer("coroutine").definedBy("dev.moonloom.core.coroutine..")
            .whereLayer("require").mayNotBeAccessedByAnyLayer()
            .whereLayer("vm").mayOnlyBeAccessedByLayers("require")
            .whereLayer("async").mayOnlyBeAccessedByLayers("vm")
            .whereLayer("scheduler").mayOnlyBeAccessedByLayers("async", "vm", "require")
            .whereLayer("coroutine").mayOnlyBeAccessedByLayers("scheduler", "async", "vm", "require")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule coroutines_know_neitherTimeNorReactor = noClasses().that()
            .resideInAPackage("dev.moonloom.core.coroutine..")
            .should().dependOnClassesThat().resideInAnyPackage("reactor..", "java.time..");

    @ArchTest
    static final ArchRule core_doesNotTouch_luajsGlobals = noClasses().should().dependOnClassesThat()
            .haveFullyQualifiedName("org.luaj.vm2.Globals");

    @ArchTest
    static final ArchRule loopThread_isNonBlocking = classes().that().haveSimpleName("LoopThread").should()
            .implement(NonBlocking.class);

    @ArchTest
    static final ArchRule loopThread_isTheOnlyThreadOfOurs = noClasses().that().doNotHaveSimpleName("LoopThread")
            .should().beAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule jdkInternals_areForTheContinuationFiberOnly = noClasses().that()
            .doNotHaveSimpleName("ContinuationFiber").and().doNotHaveSimpleName("StackRoom")
            .should().dependOnClassesThat(resideInAPackage("jdk.internal.."));
}
