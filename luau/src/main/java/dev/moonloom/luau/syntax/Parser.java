package dev.moonloom.luau.syntax;

import java.util.List;
import java.util.function.Function;

/** Makes a syntax tree of a script. It joins the classes for the parts of the grammar, which call each other. */
public final class Parser {
    final ErrorLog errors = new ErrorLog();
    final Lexer lexer;
    final Cursor cursor;
    final Depth depth;
    final Scopes scopes = new Scopes();
    final Exports exports = new Exports();
    final StatementParser statements;
    final ExpressionParser expressions;
    final LiteralParser literals;
    final FunctionParser functions;
    final AttributeParser attributes;
    final TypeParser types;
    final TypeListParser typeLists;

    private Parser(byte[] source, int depthLimit) {
        lexer = new Lexer(source);
        cursor = new Cursor(lexer, errors);
        depth = new Depth(cursor, errors, depthLimit);
        statements = new StatementParser(this);
        expressions = new ExpressionParser(this);
        literals = new LiteralParser(this);
        functions = new FunctionParser(this);
        attributes = new AttributeParser(this);
        types = new TypeParser(this);
        typeLists = new TypeListParser(this);
    }

    /**
     * {@return the script as a function without name and parameters, which takes any number of arguments}
     *
     * @param source the script; a zero byte ends it
     * @throws SyntaxException if the script is not valid, with all that is wrong as far as that can be told
     */
    public static FunctionBody parse(byte[] source) {
        return parse(source, Function.identity());
    }

    /**
     * {@return what the function makes of the script}
     *
     * <p>The function may walk over the tree recursively: where that could need more stack than the calling thread is
     * sure to have, parser and function are run by a thread with more of it, while this one waits.
     *
     * @param source the script; a zero byte ends it
     * @throws SyntaxException if the script is not valid, with all that is wrong as far as that can be told
     */
    public static <T> T parse(byte[] source, Function<? super FunctionBody, ? extends T> use) {
        FunctionBody script;
        try {
            script = new Parser(source, Depth.SMALL_STACK_LIMIT).parseScript();
        } catch (Depth.NeedsLargeStack e) {
            return LargeStack.call(() -> use.apply(new Parser(source, Depth.LIMIT).parseScript()));
        }
        return use.apply(script);
    }

    /**
     * {@return the globals that a definition file for analyzers declares, in its order}
     *
     * @param source the file; a zero byte ends it
     * @throws SyntaxException if the file is not valid, with the first thing that is wrong
     */
    public static List<String> parseDefinitions(byte[] source) {
        try {
            return new DefinitionParser(new Parser(source, Depth.SMALL_STACK_LIMIT)).file();
        } catch (Depth.NeedsLargeStack e) {
            return LargeStack.call(() -> new DefinitionParser(new Parser(source, Depth.LIMIT)).file());
        }
    }

    private FunctionBody parseScript() {
        Block block = statements.block();
        cursor.expectEndOfFile();
        errors.throwIfAny();
        block = exports.complete(block);
        return new FunctionBody("", List.of(), true, block, block.span());
    }
}
