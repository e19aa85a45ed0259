package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement of a generated program, or several that belong together: lines of text, with blocks of other statements
 * between them that can be left out.
 */
record Statement(List<Part> parts) {
    private static final String INDENT = "    ";
    /** The end of a line behind which a block begins. */
    private static final Pattern OPENING = Pattern
            .compile("(\\b(do|then|else|repeat)|\\bfunction\\b[^()]*\\([^()]*\\)(: \\.\\.\\.any)?)$");

    /** A piece of a statement. */
    sealed interface Part {}

    /** One or more lines. */
    record Text(String lines) implements Part {}

    /** Statements of their own, indented as what the line before them opens or goes on with. */
    record Block(List<Statement> statements) implements Part {
        Block {
            statements = List.copyOf(statements);
        }
    }

    Statement {
        parts = List.copyOf(parts);
    }

    /** {@return a statement without blocks} */
    static Statement of(String lines) {
        return new Statement(List.of(new Text(lines)));
    }

    /** {@return a block between two pieces of text} */
    static Statement around(String head, List<Statement> block, String tail) {
        return new Statement(List.of(new Text(head), new Block(block), new Text(tail)));
    }

    /** {@return the same, with another block and text behind it} */
    Statement then(List<Statement> block, String tail) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(new Block(block));
        longer.add(new Text(tail));
        return new Statement(longer);
    }

    /** {@return the blocks in it, in order} */
    List<Block> blocks() {
        return parts.stream().filter(Block.class::isInstance).map(Block.class::cast).toList();
    }

    /** {@return the statement with other blocks in the places of its own} */
    Statement withBlocks(List<Block> replacements) {
        List<Part> replaced = new ArrayList<>();
        int next = 0;
        for (Part part : parts) {
            replaced.add(part instanceof Block ? replacements.get(next++) : part);
        }
        return new Statement(replaced);
    }

    static String render(List<Statement> statements) {
        var text = new StringBuilder();
        statements.forEach(statement -> statement.renderInto(text, ""));
        return text.toString();
    }

    private void renderInto(StringBuilder text, String indent) {
        String inside = indent;
        for (Part part : parts) {
            switch (part) {
                case Text(String lines) -> {
                    text.append(indent).append(lines.replace("\n", "\n" + indent)).append('\n');
                    inside = indent + indentBehind(lines.substring(lines.lastIndexOf('\n') + 1));
                }
                case Block(List<Statement> statements) -> {
                    for (Statement statement : statements) {
                        statement.renderInto(text, inside);
                    }
                }
            }
        }
    }

    private static String indentBehind(String line) {
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        return OPENING.matcher(line).find() ? indent + INDENT : indent;
    }
}
