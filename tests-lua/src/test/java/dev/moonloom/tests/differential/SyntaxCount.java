package dev.moonloom.tests.differential;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.Parser;
import dev.moonloom.luau.syntax.Statement;
import dev.moonloom.luau.syntax.TableItem;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the nodes of programs' syntax trees. Every node is a record: its components lead to the others. */
final class SyntaxCount {
    /** Those of a record's components; to find them takes longer than all the rest. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(RecordComponent::getAccessor).toList();
        }
    };

    private final Tally tally;

    private SyntaxCount(Tally tally) {
        this.tally = tally;
    }

    /** {@return every kind of node but integers, whose few operators and functions are recorded one by one} */
    static List<Class<?>> kinds() {
        return Stream.of(Statement.class, Expression.class, TableItem.class)
                .<Class<?>>mapMulti((sealed, kinds) -> List.of(sealed.getPermittedSubclasses()).forEach(kinds))
                .filter(kind -> kind != Expression.Integer.class)
                .toList();
    }

    static void count(Program program, Tally tally) {
        String text = program.ownText();
        new SyntaxCount(tally).visit(Parser.parse(text.getBytes(StandardCharsets.UTF_8)));
        for (SyntaxForm form : SyntaxForm.ALL) {
            tally.form(form, form.countIn(text));
        }
    }

    private void visit(Object value) {
        switch (value) {
            case List<?> values -> values.forEach(this::visit);
            case Record node -> {
                if (node instanceof Statement || node instanceof Expression || node instanceof TableItem) {
                    tally.node(node.getClass());
                }
                visitComponents(node);
            }
            default -> {}
        }
    }

    private void visitComponents(Record node) {
        for (Method accessor : ACCESSORS.get(node.getClass())) {
            Object value = valueOf(node, accessor);
            if (value != null) {
                visit(value);
            }
        }
    }

    private static @Nullable Object valueOf(Record node, Method accessor) {
        try {
            return accessor.invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(accessor.toString(), e);
        }
    }
}
