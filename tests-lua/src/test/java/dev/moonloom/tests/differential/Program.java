package dev.moonloom.tests.differential;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Luau program that prints a transcript, the same one on every run. */
record Program(long seed, List<Statement> statements) {
    /** What every program begins with: the functions that show values and that give way. */
    private static final String PRELUDE = """
            local main = coroutine.running()
            local function pause(...)
                if coroutine.running() ~= main and coroutine.isyieldable() then
                    return coroutine.yield(...)
                end
                return ...
            end
            local function show(value, depth)
                local kind = type(value)
                if kind == "string" then
                    return "'" .. value .. "'"
                elseif kind == "table" then
                    local parts = {}
                    for key, item in next, value do
                        parts[#parts + 1] = if depth > 0
                            then show(key, depth - 1) .. "=" .. show(item, depth - 1)
                            else "."
                    end
                    return "{" .. table.concat(parts, ",") .. "}"
                elseif kind == "function" or kind == "thread" or kind == "userdata" or kind == "buffer" then
                    return kind
                end
                return tostring(value)
            end
            local function out(...)
                local parts = table.pack(...)
                for i = 1, parts.n do
                    parts[i] = show(parts[i], 3)
                end
                print(table.concat(parts, " "))
            end
            local function plain(value)
                return (if type(value) == "table" then rawget(value, "x") else tonumber(value)) or 0
            end
            local function drive(body, ...)
                local thread = coroutine.create(body)
                local values = table.pack(coroutine.resume(thread, ...))
                while coroutine.status(thread) == "suspended" do
                    out("yields", table.unpack(values, 2, values.n))
                    values = table.pack(coroutine.resume(thread, table.unpack(values, 2, values.n)))
                end
                out(coroutine.status(thread), table.unpack(values, 1, values.n))
                return table.unpack(values, 2, values.n)
            end
            """;

    Program {
        statements = List.copyOf(statements);
    }

    /** {@return the name of the program's file, by which it may tell its first line from that of another one} */
    String fileName() {
        return "p" + seed + ".luau";
    }

    /** {@return the program's name as native Luau shows it} */
    String chunkName() {
        return "./" + fileName();
    }

    /** {@return the line that a program prints first when many print into one stream} */
    String banner() {
        return "==== " + seed;
    }

    Program with(List<Statement> other) {
        return new Program(seed, other);
    }

    String text() {
        return "print(\"" + banner() + "\")\n" + PRELUDE + ownText() + "print(\"done\")\n";
    }

    /** {@return the part of the text that other programs do not have} */
    String ownText() {
        return Statement.render(statements);
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** {@return how many lines the shrinker can work on} */
    long lines() {
        return ownText().lines().count();
    }
}
