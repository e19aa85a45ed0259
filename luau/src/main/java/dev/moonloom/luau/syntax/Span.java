package dev.moonloom.luau.syntax;

/** Where a piece of source text stands. Lines and columns count from one; the end is the first position behind it. */
public record Span(int line, int column, int endLine, int endColumn) {
    /** {@return the span from the start of this one to the end of another} */
    public Span to(Span last) {
        return new Span(line, column, last.endLine, last.endColumn);
    }

    /** {@return the span from the end of this one to the start of another} */
    Span gapTo(Span next) {
        return new Span(endLine, endColumn, next.line, next.column);
    }

    /** {@return the span from the start of this one to the start of another} */
    Span upTo(Span next) {
        return new Span(line, column, next.line, next.column);
    }

    /** {@return the empty span at the start of this one} */
    Span start() {
        return new Span(line, column, line, column);
    }

    /** {@return the empty span at the end of this one} */
    Span end() {
        return new Span(endLine, endColumn, endLine, endColumn);
    }
}
