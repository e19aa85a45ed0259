package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonloom.luau.runtime.LuauFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

/** The members of a type, as scripts use them. */
final class LuauTypeTest {
    private final Entity ork = new Entity("ork");
    private final Entity elf = new Entity("elf");
    private final ObjectVm vm = new ObjectVm(Entity.TYPE, Entity.Monster.TYPE).with("ork", ork).with("elf", elf)
            .with("dragon", new Entity.Monster("dragon"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "typeof(ork)                     | Entity",
        "type(ork)                       | userdata",
        "ork.Name                        | ork",
        "ork['Na' .. 'me']               | ork",
        "ork.Health                      | 100",
        "ork.Target == ork               | true",
        "ork:IsAlive()                   | true",
        "ork:DistanceTo(elf)             | 0",
        "ork:Between(50, 100)            | true",
        "ork:Describe('an ', 2, true)    | an orkork!",
        "select('#', ork:Kill())         | 0",
        "ork.Damage == ork.Damage        | true",
        "ork.Damage == elf.Damage        | true",
        "type(ork.Damage)                | function",
        "ork.IsAlive(elf)                | true",
        "tostring(ork)                   | ork",
        "`{ork}`                         | ork",
        "getmetatable(ork)               | The metatable is locked",
        "typeof(dragon)                  | Monster",
        "dragon.Teeth                    | 32",
        "dragon.Name                     | dragon",
        "dragon:IsAlive()                | undead",
        "dragon.Damage == ork.Damage     | true",
        "ork:DistanceTo(dragon)          | 0",
        "tostring(dragon)                | dragon",
        "setmetatable({}, { __index = ork }).Name | ork",
    })
    void member_isFound(String expression, String shown) {
        assertThat(vm.show(expression)).isEqualTo(shown);
    }

    @Test
    void writableProperty_isWritten() {
        vm.run("ork.Health = 7; ork['Tar' .. 'get'] = elf");

        assertThat(ork.health()).isEqualTo(7);
        assertThat(ork.target()).isSameAs(elf);
    }

    @Test
    void writableProperty_behindNewindex_isWritten() {
        vm.run("local front = setmetatable({}, { __newindex = ork }); front.Health = 7");

        assertThat(ork.health()).isEqualTo(7);
    }

    @Test
    void methods_takeNoneToThreeArguments() {
        vm.run("ork:Kill(); ork:Move(2, 3); ork:Push(1, 1, 'wind')");

        assertThat(ork.health()).isZero();
        assertThat(ork.distanceTo(elf)).isEqualTo(7);
        assertThat(ork.log).containsExactly("wind");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "local _ = ork.Foo               | test:2: Foo is not a valid member of Entity",
        "local _ = dragon.Foo            | test:2: Foo is not a valid member of Monster",
        "local _ = ork['Fo' .. 'o']      | test:2: Foo is not a valid member of Entity",
        "local _ = ork[1]                | test:2: 1 is not a valid member of Entity",
        "local _ = ork[ork]              | test:2: a Entity is not a valid member of Entity",
        "local _ = ork[('x'):rep(65)]    | test:2: a string is not a valid member of Entity",
        "ork:Foo()                       | test:2: Foo is not a valid member of Entity",
        "ork.Foo = 1                     | test:2: Foo is not a valid member of Entity",
        "ork['Fo' .. 'o'] = 1            | test:2: Foo is not a valid member of Entity",
        "ork[1] = 1                      | test:2: 1 is not a valid member of Entity",
        "ork.Name = 'elf'                | test:2: Unable to assign property Name of Entity (it is read-only)",
        "dragon.Name = 'elf'             | test:2: Unable to assign property Name of Entity (it is read-only)",
        "ork.Damage = print              | test:2: Unable to assign Damage of Entity (it is a method)",
        "ork.Health = 'x'                | test:2: Unable to assign property Health of Entity (number expected, got string)",
        "ork.Target = {}                 | test:2: Unable to assign property Target of Entity (Entity expected, got table)",
        "ork.Damage(1)                   | test:2: Expected ':' not '.' calling member function Damage",
        "ork.Kill()                      | test:2: Expected ':' not '.' calling member function Kill",
        "ork.Kill(newproxy())            | test:2: Expected ':' not '.' calling member function Kill",
        "ork:Damage()                    | test:2: missing argument #1 to 'Damage' (number expected)",
        "ork:Damage('x')                 | test:2: invalid argument #1 to 'Damage' (number expected, got string)",
        "ork:Move(1)                     | test:2: missing argument #2 to 'Move' (number expected)",
        "ork:Move(1, nil)                | test:2: invalid argument #2 to 'Move' (number expected, got nil)",
        "ork:Push(1, 2, {})               | test:2: invalid argument #3 to 'Push' (string expected, got table)",
        "ork:DistanceTo({})              | test:2: invalid argument #1 to 'DistanceTo' (Entity expected, got table)",
        "ork:Name()                      | test:2: attempt to call a string value",
        "setmetatable(ork, {})           | test:2: invalid argument #1 to 'setmetatable' (table expected, got Entity)",
        "local _ = ork + 1               | test:2: attempt to perform arithmetic (add) on Entity and number",
        "local _ = #ork                  | test:2: attempt to get length of a Entity value",
        "for _ in ork do end             | test:2: attempt to iterate over a Entity value",
        "ork()                           | test:2: attempt to call a Entity value",
    })
    void mistake_isAnErrorAtItsLine(String statement, String error) {
        assertThat(vm.errorOf("local before = 1\n" + statement)).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getClass", "class", "toString", "hashCode", "name", "health", "place", "target", "log",
        "notify", "wait", "__index", "__type"})
    void nothingElse_canBeReached(String name) {
        String error = "test:1: " + name + " is not a valid member of Entity";

        assertThat(vm.errorOf("local _ = ork." + name)).isEqualTo(error);
        assertThat(vm.errorOf("local _ = ork['' .. '" + name + "']")).isEqualTo(error);
        assertThat(vm.errorOf("ork:" + name + "()")).isEqualTo(error);
        assertThat(vm.errorOf("ork." + name + " = 1")).isEqualTo(error);
    }

    @Test
    void typeName_ofAnotherObject_isRefusedAsSelf() {
        assertThat(vm.errorOf("dragon.IsAlive(ork)"))
                .isEqualTo("test:1: Expected ':' not '.' calling member function IsAlive");
    }

    // What the host's code throws.

    @Test
    void exceptionOfAMember_isAnErrorAtTheCall_withItsCause() {
        for (String statement : List.of("ork:Damage(1000)", "ork.Health = -1")) {
            var failure = vm.failure(statement);

            assertThat(failure).hasMessage("test:1: health must not be negative")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void errorThatIsNoVirtualMachines_isAnErrorAtTheCall() {
        var type = LuauType.of("Broken", Object.class).property("Value", String.class, _ -> {
            throw new AssertionError("broken");
        });

        assertThat(new ObjectVm(type).with("x", new Object()).show("pcall(function() return x.Value end)"))
                .isEqualTo("false\ttest:1: broken");
    }

    @Test
    void answerWithoutAForm_isAnErrorThatNamesTheMember() {
        var type = LuauType.of("Odd", Optional.class).property("Value", Object.class, _ -> new Object());
        var odd = new ObjectVm(type).with("odd", Optional.empty());

        assertThat(odd.errorOf("local _ = odd.Value")).startsWith("test:1: Value of Odd answered ");
    }

    @Test
    void error_isSeenByAHandlerWithTheMemberOnTheStack() {
        assertThat(vm.run("xpcall(function() ork:Damage(1000) end, function(e) print(e, debug.info(2, 'n')) end)"))
                .isEqualTo("test:1: health must not be negative\tDamage");
    }

    @Test
    void member_onAnotherThread_isRefused() throws InterruptedException {
        LuaValue kill = vm.load("return ork.Kill").call();
        var seen = new AtomicReference<Throwable>();
        Thread thread = Thread.ofPlatform().start(() -> seen.set(
                catchThrowable(() -> ((LuauFunction) kill).exec1(vm.valueOf(ork)))));
        thread.join();

        assertThat(seen.get()).isInstanceOf(WrongThreadException.class).hasMessageContaining("'test'");
        assertThat(ork.isAlive()).isTrue();
    }

    @Test
    void member_mayNotGiveWay() {
        List<LuaFunction> called = new ArrayList<>();
        var type = LuauType.of("Caller", Object.class).function("Call", _ -> called.getFirst().call().tojstring());
        var caller = new ObjectVm(type).with("caller", new Object());
        called.add(caller.load("coroutine.yield()"));

        assertThat(caller.show("coroutine.resume(coroutine.create(function() return caller:Call() end))"))
                .isEqualTo("false\tattempt to yield across metamethod/C-call boundary");
    }

    // Mistakes of the host.

    @Test
    void twoMembersOfOneName_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Entity.TYPE.method("Name", Entity::kill))
                .withMessage("the type Entity has two members named Name");
    }

    @Test
    void metamethodTwice_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Entity.TYPE.text(Entity::name))
                .withMessage("the type Entity says twice what __tostring does");
    }

    @Test
    void emptyNames_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LuauType.of("", Entity.class));
        assertThatIllegalArgumentException().isThrownBy(() -> Entity.TYPE.method("", Entity::kill));
    }

    @Test
    void parameterWithoutConversion_isRefused_namingTypeAndMember() {
        var type = Entity.TYPE.method("Run", Thread.class, (_, _) -> {
        });

        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectVm(type))
                .withMessageStartingWith("member Run of the type Entity: ").withMessageContaining("java.lang.Thread");
    }

    @Test
    void twoTypesOfOneName_orOfOneClass_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObjectVm(Entity.TYPE, LuauType.of("Entity", String.class)))
                .withMessage("two types are named Entity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObjectVm(Entity.TYPE, LuauType.of("Other", Entity.class)))
                .withMessageStartingWith("two types show the class dev.moonloom.Entity");
    }

    @Test
    void type_isImmutable() {
        LuauType<Entity> more = Entity.TYPE.function("More", Entity::name);

        assertThat(Entity.TYPE.members()).doesNotContainKey("More");
        assertThat(more.members()).containsKey("More");
    }
}
