package dev.moonloom.luau.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Attributes of functions. They have no effect here and are left behind, but wrong ones are reported. */
final class AttributeParser {
    private static final Set<String> KNOWN = Set.of("checked", "native", "deprecated");

    private final Parser parser;
    private final Cursor cursor;
    private final ErrorLog errors;

    AttributeParser(Parser parser) {
        this.parser = parser;
        cursor = parser.cursor;
        errors = parser.errors;
    }

    /** {@return where the first is of the attributes that stand here, all of which are taken} */
    Span attributes() {
        Set<String> seen = new HashSet<>();
        Span first = attribute(seen);
        while (cursor.at(TokenKind.ATTRIBUTE) || cursor.at(TokenKind.ATTRIBUTE_LIST)) {
            attribute(seen);
        }
        return first;
    }

    private Span attribute(Set<String> seen) {
        if (cursor.at(TokenKind.ATTRIBUTE_LIST)) {
            return attributeList(seen);
        }
        Token token = cursor.current();
        check(new Name(token.text(), token.span()), List.of(), seen);
        cursor.take();
        return token.span();
    }

    private Span attributeList(Set<String> seen) {
        Token open = cursor.take();
        Span first;
        if (cursor.at(TokenKind.RIGHT_BRACKET)) {
            first = open.span().to(cursor.span());
            errors.report(first, "Attribute list cannot be empty");
        } else {
            first = listed(seen);
            while (cursor.accept(TokenKind.COMMA)) {
                listed(seen);
            }
        }
        cursor.close(TokenKind.RIGHT_BRACKET, open);
        return first;
    }

    private Span listed(Set<String> seen) {
        Name name = cursor.name("attribute name");
        if (!parser.expressions.atArguments()) {
            check(name, List.of(), seen);
            return name.span();
        }
        ExpressionParser.Arguments arguments = parser.expressions.arguments();
        for (Expression argument : arguments.values()) {
            if (!isLiteral(argument)) {
                errors.report(arguments.span(), "Only literals can be passed as arguments for attributes");
            }
        }
        check(name, arguments.values(), seen);
        return name.span().to(arguments.span());
    }

    private static boolean isLiteral(Expression expression) {
        return switch (expression) {
            case Expression.Nil _,Expression.Bool _,Expression.Number _,Expression.Text _ -> true;
            case Expression.Table table -> table.items().stream()
                    .allMatch(item -> !(item instanceof TableItem.Keyed) && isLiteral(item.value()));
            default -> false;
        };
    }

    private void check(Name name, List<Expression> arguments, Set<String> seen) {
        if (!KNOWN.contains(name.text())) {
            errors.report(name.span(), name.text().isEmpty()
                    ? "Attribute name is missing"
                    : "Invalid attribute '@" + name.text() + "'");
            return;
        }
        if (!seen.add(name.text())) {
            errors.report(name.span(), "Cannot duplicate attribute '@" + name.text() + "'");
        }
        if (name.text().equals("deprecated") && !arguments.isEmpty()) {
            checkDeprecation(name.span(), arguments);
        }
    }

    private void checkDeprecation(Span span, List<Expression> arguments) {
        if (arguments.size() > 1) {
            errors.report(span, "@deprecated can be parametrized only by 1 argument");
        } else if (arguments.getFirst() instanceof Expression.Table table) {
            table.items().forEach(this::checkDeprecationItem);
        } else {
            errors.report(arguments.getFirst().span(), "Unknown argument type for @deprecated");
        }
    }

    private void checkDeprecationItem(TableItem item) {
        if (!(item instanceof TableItem.Named named)) {
            errors.report(item.value().span(),
                    "Only constants keys 'use' and 'reason' are allowed for @deprecated attribute");
        } else if (!named.name().equals("use") && !named.name().equals("reason")) {
            errors.report(named.nameSpan(), "Unknown argument '" + named.name()
                    + "' for @deprecated. Only string constants for 'use' and 'reason' are allowed");
        } else if (!(named.value() instanceof Expression.Text)) {
            errors.report(named.value().span(), "Only constant string allowed as value for '" + named.name() + "'");
        }
    }
}
