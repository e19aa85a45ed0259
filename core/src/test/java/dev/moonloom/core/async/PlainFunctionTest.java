package dev.moonloom.core.async;

import static dev.moonloom.core.async.Vm.pcall;
import static dev.moonloom.core.async.Vm.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

@Tag("carrier")
final class PlainFunctionTest {
    private final Vm vm = new Vm();

    @Test
    void call_value_isAnsweredWithoutYielding() {
        LuaFunction add = vm.functions.plain("add", arguments -> arguments.checkint(1) + arguments.checkint(2));

        vm.runCallOf(add, LuaValue.valueOf(2), LuaValue.valueOf(3));

        assertThat(vm.log).containsExactly("> returned 5");
    }

    @Test
    void call_outsideCoroutine_isAnswered() {
        LuaFunction one = vm.functions.plain("one", _ -> 1);

        assertThat(one.call().toint()).isEqualTo(1);
    }

    @Test
    void call_severalValues_areAnswered() {
        LuaFunction pair = vm.functions.plain("pair", _ -> LuaValue.varargsOf(string("a"), string("b")));

        vm.runCallOf(pair);

        assertThat(vm.log).containsExactly("> returned a b");
    }

    @Test
    void call_exception_raisesItsMessage() {
        LuaFunction fails = vm.functions.plain("fails", _ -> {
            throw new IOException("disk on fire");
        });

        assertThat(pcall(fails)).isEqualTo(string("disk on fire"));
    }

    @Test
    void call_exceptionBeyondBasicPlane_raisesUtf8() {
        LuaFunction fails = vm.functions.plain("fails", _ -> {
            throw new IOException("moon \uD83C\uDF19");
        });

        LuaString message = (LuaString) pcall(fails);

        var bytes = new byte[message.length()];
        message.copyInto(0, bytes, 0, bytes.length);
        assertThat(bytes).isEqualTo("moon \uD83C\uDF19".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void call_exceptionWithoutMessage_raisesItsClass() {
        LuaFunction fails = vm.functions.plain("fails", _ -> {
            throw new IllegalStateException();
        });

        assertThat(pcall(fails)).isEqualTo(string("java.lang.IllegalStateException"));
    }

    @Test
    void call_wrappedException_raisesTheCause() {
        LuaFunction fails = vm.functions.plain("fails", _ -> {
            throw new CompletionException(new IOException("disk on fire"));
        });

        assertThat(pcall(fails)).isEqualTo(string("disk on fire"));
    }

    @Test
    void call_luaError_keepsItsValue() {
        var value = new LuaTable();
        LuaFunction fails = vm.functions.plain("fails", _ -> {
            throw new LuaError(value);
        });

        assertThat(pcall(fails)).isSameAs(value);
    }

    @Test
    void call_jvmError_isNoLuaError() {
        LuaFunction fails = vm.functions.plain("fails", _ -> {
            throw new InternalError("broken JVM");
        });

        assertThatThrownBy(fails::call).isInstanceOf(InternalError.class).hasMessage("broken JVM");
    }

    @Test
    void call_yieldInside_isRefusedAndLegalAgainAfterwards() {
        LuaFunction plain = vm.functions.plain("plain", _ -> vm.coroutines.yield(LuaValue.NONE));

        vm.run(_ -> {
            vm.log.add(pcall(plain).tojstring());
            return vm.coroutines.yield(string("now"));
        });

        assertThat(vm.log)
                .containsExactly("attempt to yield across metamethod/C-call boundary", "> yielded now");
    }

    @Test
    void call_onForeignThread_failsAtOnce() {
        LuaFunction plain = vm.functions.plain("plain", _ -> vm.log.add("ran"));

        CompletableFuture<LuaValue> elsewhere = CompletableFuture.supplyAsync(plain::call);

        assertThatThrownBy(elsewhere::join).hasCauseInstanceOf(WrongThreadException.class);
        assertThat(vm.log).isEmpty();
    }

    @Test
    void function_name_isItsOwn() {
        LuaFunction plain = vm.functions.plain("fetch", _ -> null);

        assertThat(plain.name()).isEqualTo("fetch");
        assertThat(plain.tojstring()).matches("function: 0x[0-9a-f]{16}");
    }
}
