package dev.moonloom.luau;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.moonloom.luau.runtime.Prototype;
import java.util.concurrent.Executor;

/** Who may know whom in the language. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule text_becomesATree_thenTheLoweredForm_thenCode = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.moonloom.luau..")
            .layer("door").definedBy("dev.moonloom.luau")
            .layer("codegen").definedBy("dev.moonloom.luau.codegen")
            .layer("analysis").definedBy("dev.moonloom.luau.analysis")
            .layer("syntax").definedBy("dev.moonloom.luau.syntax")
            .layer("library").definedBy("dev.moonloom.luau.library")
            .layer("runtime").definedBy("dev.moonloom.luau.runtime")
            .layer("math").definedBy("dev.moonloom.luau.math")
            .whereLayer("door").mayNotBeAccessedByAnyLayer()
            .whereLayer("library").mayNotBeAccessedByAnyLayer()
            .whereLayer("codegen").mayOnlyBeAccessedByLayers("door")
            .whereLayer("analysis").mayOnlyBeAccessedByLayers("codegen", "door")
            .whereLayer("syntax").mayOnlyBeAccessedByLayers("analysis", "door")
            .whereLayer("runtime").mayOnlyBeAccessedByLayers("codegen", "library", "door")
            .whereLayer("math").mayOnlyBeAccessedByLayers("analysis", "library", "runtime")
            .ensureAllClassesAreContainedInArchitecture();

    /** What runs knows neither trees nor lowered functions: there is nothing that could evaluate them. */
    @ArchTest
    static final ArchRule codeOfAFunction_comesFromTheGeneratorOnly = classes().that().implement(Prototype.Code.class)
            .should().resideInAPackage("dev.moonloom.luau.codegen");

    @ArchTest
    static final ArchRule language_hasNoThreadsAndNoReactor = noClasses().that()
            .doNotHaveSimpleName("LargeStack")
            .should().dependOnClassesThat().areAssignableTo(Thread.class)
            .orShould().dependOnClassesThat().areAssignableTo(Executor.class)
            .orShould().dependOnClassesThat().resideInAnyPackage("reactor..", "java.util.concurrent.locks");

    @ArchTest
    static final ArchRule language_doesNotTouch_luajsInterpreter = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.luaj.vm2.lib..", "org.luaj.vm2.compiler", "org.luaj.vm2.luajc")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("org.luaj.vm2.Globals");
}
