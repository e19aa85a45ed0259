package dev.moonloom;

import dev.moonloom.core.vm.LineOutput;
import dev.moonloom.luau.runtime.CallStack;
import java.nio.charset.StandardCharsets;

/** Hands what scripts print to the host's {@link ScriptOutput}, with the place of the call. */
record LinePrinter(Vm vm, ScriptOutput output) implements LineOutput {
    @Override
    public void line(Level level, byte[] line) {
        String position = CallStack.running(vm.state()).position(0);
        output.line(vm, switch (level) {
            case PRINT -> ScriptOutput.Level.PRINT;
            case WARN -> ScriptOutput.Level.WARN;
        }, position.isEmpty() ? "" : position.substring(0, position.length() - ": ".length()),
                new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
    }
}
