package dev.moonloom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a host sees: few types, and nothing of LuaJ, of the compiler or of the scheduler below in their signatures. */
final class PublicSurfaceTest {
    private static final JavaClasses DOOR = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("dev.moonloom")
            .that(describe("of the door", type -> type.getPackageName().equals("dev.moonloom")));

    private static boolean isSeen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicSurfaceTest::isSeen).orElse(true);
    }

    private static boolean isSeen(JavaCodeUnit member) {
        return isSeen(member.getOwner()) && (member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    @Test
    void signatures_showNothingFromBelow() {
        codeUnits().that(describe("hosts see", PublicSurfaceTest::isSeen)).should(showNothingFromBelow()).check(DOOR);
    }

    private static ArchCondition<JavaCodeUnit> showNothingFromBelow() {
        return new ArchCondition<>("show only the JDK, Reactor and the door itself") {
            @Override
            public void check(JavaCodeUnit member, ConditionEvents events) {
                Stream.concat(Stream.of(member.getRawReturnType()), member.getRawParameterTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !isAllowed(member, type))
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(member,
                                        member.getFullName() + " shows " + type.getName())));
            }
        };
    }

    private static boolean isAllowed(JavaCodeUnit member, JavaClass type) {
        String from = type.getPackageName();
        return type.isPrimitive() || from.startsWith("java.") || from.startsWith("reactor.")
                || (from.equals("dev.moonloom") && isSeen(type)) || member.getName().equals("feedback");
    }

    @Test
    void types_areAboutTwenty() {
        assertThat(DOOR.stream().filter(PublicSurfaceTest::isSeen).filter(JavaClass::isTopLevelClass))
                .hasSizeLessThan(24);
    }
}
