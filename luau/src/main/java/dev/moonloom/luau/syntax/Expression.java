package dev.moonloom.luau.syntax;

import java.util.List;
import org.luaj.vm2.LuaString;

/** An expression of the source. A closed list: switch over it without a default. */
public sealed interface Expression {
    /** {@return where it stands} */
    Span span();

    /** {@code nil}. */
    record Nil(Span span) implements Expression {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Span span) implements Expression {}

    /** A number literal. */
    record Number(double value, Span span) implements Expression {}

    /** A literal of the type {@code integer}, such as {@code 5i}. */
    record Integer(long value, Span span) implements Expression {}

    /** A string literal of any form; the bytes are what the script gets. */
    record Text(LuaString value, Span span) implements Expression {}

    /** {@code ...}. */
    record Varargs(Span span) implements Expression {}

    /** The use of a local variable or of an upvalue: the latter when it was declared at a smaller function depth. */
    record LocalName(Local local, Span span) implements Expression {}

    /** The use of a name that no local variable has. */
    record GlobalName(String name, Span span) implements Expression {}

    /** An expression in parentheses: several values become one. */
    record Group(Expression inner, Span span) implements Expression {}

    /** {@code function(arguments)}. */
    record Call(Expression function, List<Expression> arguments, Span span) implements Expression {}

    /** {@code object:method(arguments)}. */
    record MethodCall(Expression object, String method, Span methodSpan, List<Expression> arguments, Span span)
            implements
                Expression {}

    /** {@code object.name}. */
    record Field(Expression object, String name, Span nameSpan, Span span) implements Expression {}

    /** {@code object[key]}. */
    record Index(Expression object, Expression key, Span span) implements Expression {}

    /** A function literal. */
    record Function(FunctionBody body, Span span) implements Expression {}

    /** A table constructor. */
    record Table(List<TableItem> items, Span span) implements Expression {}

    /** {@code -x}, {@code not x}, {@code #x}. */
    record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

    /** Two operands, {@code and} and {@code or} and {@code ..} included. */
    record Binary(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {}

    /** {@code if c then a else b}; an {@code elseif} is another one in its last part. */
    record IfElse(Expression condition, Expression then, Expression otherwise, Span span) implements Expression {}

    /** {@code `a{x}b`}: one text more than values. */
    record Interpolation(List<LuaString> texts, List<Expression> values, Span span) implements Expression {}

    /** {@code x :: T}. */
    record Cast(Expression value, Type type, Span span) implements Expression {}

    /** {@code f<<T>>}; without effect when run. */
    record Instantiation(Expression value, List<Type> arguments, Span span) implements Expression {}
}
