package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types from annotations. */
@SuppressWarnings("unused") // scripts use the members
final class ScriptedTest {
    @Scripted("Door")
    private static final class DoorBlock {
        @Scripted("Locked")
        private boolean locked;

        @Scripted
        final int width = 2;

        int secret = 1;

        private String owner = "nobody";

        @Scripted
        private String open(String who, int times, boolean loud, double force) {
            return who + times + loud + force;
        }

        @Scripted("Lock")
        void lock() {
            locked = true;
        }

        @Scripted(value = "Owner", property = true)
        String owner() {
            return owner;
        }

        @Scripted(value = "Owner", property = true)
        void setOwner(String owner) {
            this.owner = owner;
        }

        String hidden() {
            return "hidden" + secret;
        }
    }

    private record Point(@Scripted double x, @Scripted("Y") double y, double z) {
        @Scripted
        double length() {
            return Math.sqrt(x * x + y * y + z * z);
        }
    }

    private final DoorBlock door = new DoorBlock();
    private final ObjectVm vm = new ObjectVm(LuauType.annotated(DoorBlock.class), LuauType.annotated(Point.class))
            .with("door", door).with("point", new Point(3, 4, 0));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "typeof(door)              | Door",
        "door.Locked               | false",
        "door.width                | 2",
        "door.Owner                | nobody",
        "door:open('me', 1, true, 2.5) | me1true2.5",
        "select('#', door:Lock())  | 0",
        "typeof(point)             | Point",
        "point.x                   | 3",
        "point.Y                   | 4",
        "point:length()            | 5",
    })
    void annotatedMember_isShown(String expression, String shown) {
        assertThat(vm.show(expression)).isEqualTo(shown);
    }

    @Test
    void fieldThatIsNotFinal_andPropertyWithASetter_areWritten() {
        vm.run("door.Locked = true; door.Owner = 'ork'");

        assertThat(door.locked).isTrue();
        assertThat(door.owner()).isEqualTo("ork");
        assertThat(vm.errorOf("door.width = 3"))
                .isEqualTo("test:1: Unable to assign property width of Door (it is read-only)");
    }

    @Test
    void memberWithoutAnnotation_isNotShown() {
        assertThat(door.hidden()).isEqualTo("hidden1");
        for (String name : new String[]{"hidden", "secret", "owner", "setOwner", "locked"}) {
            assertThat(vm.errorOf("local _ = door." + name)).isEqualTo("test:1: " + name
                    + " is not a valid member of Door");
        }
        assertThat(vm.errorOf("local _ = point.z")).isEqualTo("test:1: z is not a valid member of Point");
    }

    private static final class Twice {
        @Scripted("Name")
        int one;

        @Scripted("Name")
        int two() {
            return one;
        }
    }

    private static final class Static {
        @Scripted
        static int one() {
            return 1;
        }
    }

    private static final class WriteOnly {
        private int value;

        @Scripted(value = "Value", property = true)
        void set(int value) {
            this.value = value;
        }

        int value() {
            return value;
        }
    }

    private static final class NoGetter {
        @Scripted(property = true)
        int sum(int a, int b) {
            return a + b;
        }
    }

    private static final class TwoTypes {
        @Scripted(value = "Value", property = true)
        String get() {
            return "";
        }

        @Scripted(value = "Value", property = true)
        void set(int value) {
            assertThat(value).isZero();
        }
    }

    @Test
    void mistakes_areRefused_namingTypeAndMember() {
        assertRefused(Twice.class, "the type Twice has two members named Name");
        assertRefused(Static.class, "member one of the type Static: it is static");
        assertRefused(WriteOnly.class, "member Value of the type WriteOnly: it can be written but not read");
        assertRefused(NoGetter.class, "member sum of the type NoGetter: a property is read by a method without "
                + "parameters, and written by one with a single parameter that answers nothing");
        assertRefused(TwoTypes.class,
                "member Value of the type TwoTypes: it is read as java.lang.String and written as int");
    }

    private static void assertRefused(Class<?> type, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> LuauType.annotated(type)).withMessage(message);
    }

    @Test
    void classThatIsClosed_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LuauType.annotated(String.class))
                .withMessageStartingWith("the class java.lang.String cannot be shown to scripts: ");
    }

    @Test
    void operators_areAddedToAnAnnotatedType() {
        LuauType<Point> type = LuauType.annotated(Point.class).operator(Operator.ADD, Point.class,
                (a, b) -> new Point(a.x() + b.x(), a.y() + b.y(), 0));

        assertThat(new ObjectVm(type).with("p", new Point(1, 2, 3)).show("(p + p).Y")).isEqualTo("4");
    }
}
