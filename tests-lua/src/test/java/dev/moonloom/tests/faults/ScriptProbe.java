package dev.moonloom.tests.faults;

import dev.moonloom.luau.Luau;
import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.tests.Script;
import dev.moonloom.tests.ScriptRun;
import dev.moonloom.tests.givingway.LargeScripts;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs scripts until one of them does not do what it should. It is loaded once more for each fault. */
public final class ScriptProbe implements UnaryOperator<String> {
    /** {@return what is wrong with the scripts whose names contain a text, or an empty text} */
    @Override
    public String apply(String name) {
        Stream<Script> scripts = name.startsWith("large/") ? LargeScripts.all().stream() : Script.all().stream();
        return scripts.filter(script -> script.name().contains(name))
                .flatMap(script -> Stream.of(GivingWay.values()).map(givingWay -> difference(script, givingWay)))
                .filter(difference -> !difference.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String difference(Script script, GivingWay givingWay) {
        try {
            ScriptRun.check(script, (text, chunkName) -> Luau.compile(text, chunkName, givingWay));
            return "";
        } catch (Throwable different) {
            return script + ", giving way " + givingWay + ": " + different;
        }
    }
}
