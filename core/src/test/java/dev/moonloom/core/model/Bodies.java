package dev.moonloom.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the threads of the model do, as the {@link Model} sees it. */
interface Bodies {
    /** {@return how it ends when a suspended thread goes on} */
    Turn proceed(ModelThread thread, Input input);

    /** Does what host code asks for in a cycle. */
    void execute(List<Op> ops);

    /** {@return a new thread} */
    ModelThread create(int body);

    /** What a thread is resumed with: values, or an error in their place. */
    record Input(List<Double> values, @Nullable String error) {
        static Input of(List<Double> values) {
            return new Input(values, null);
        }

        static Input raise(String text) {
            return new Input(List.of(), text);
        }
    }

    /** How a resume ends. */
    sealed interface Turn {
        record Yielded(List<Double> values) implements Turn {
            @Override
            public String toString() {
                return "yielded " + values;
            }
        }

        record Returned(List<Double> values) implements Turn {
            @Override
            public String toString() {
                return "returned " + values;
            }
        }

        record Failed(String text) implements Turn {
            @Override
            public String toString() {
                return "failed " + text;
            }
        }
    }

    /** An operation of {@code task} or {@code coroutine} that raises an error. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String text) {
            super(text, null, false, false);
        }
    }

    /** {@code os.exit}: passes everything. */
    static final class ExitCalled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int code;

        ExitCalled(int code) {
            super("exit", null, false, false);
            this.code = code;
        }
    }
}
