package dev.moonloom.tests.differential;

import java.util.List;
import java.util.Locale;

/** The metamethods of Luau, as programs use them. */
enum Metamethod {
    ADD, SUB, MUL, DIV, IDIV, MOD, POW, UNM, CONCAT, EQ, LT, LE, LEN,
    /** No operator leads to this one and those behind it. */
    INDEX, NEWINDEX, CALL, ITER, TOSTRING, METATABLE, MODE, TYPE, NAMECALL;

    static final List<Metamethod> ARITHMETIC = List.of(ADD, SUB, MUL, DIV, IDIV, MOD, POW, UNM);
    /** Those that an operator leads to. */
    static final List<Metamethod> OPERATORS = List.of(ADD, SUB, MUL, DIV, IDIV, MOD, POW, UNM, CONCAT, EQ, LT, LE, LEN);

    /** {@return the operator that leads to it} */
    String operator() {
        return switch (this) {
            case ADD -> "+";
            case SUB, UNM -> "-";
            case MUL -> "*";
            case DIV -> "/";
            case IDIV -> "//";
            case MOD -> "%";
            case POW -> "^";
            case CONCAT -> "..";
            case EQ -> "==";
            case LT -> "<";
            case LE -> "<=";
            case LEN -> "#";
            case INDEX, NEWINDEX, CALL, ITER, TOSTRING, METATABLE, MODE, TYPE, NAMECALL ->
                throw new IllegalStateException(field() + " has no operator");
        };
    }

    /** {@return the name of its field in a metatable} */
    String field() {
        return "__" + name().toLowerCase(Locale.ROOT);
    }
}
