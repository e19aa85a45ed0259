package dev.moonloom.luau.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What the running code of one VM shares: which coroutine runs, the stack of running functions, and what is counted
 * against Luau's limits. Every function object refers to its VM's state; there is no thread-local.
 *
 * <p>Owner thread only, but for {@link #interrupt}.
 */
public final class LuauState {
    /** Luau's limit on nested calls in a coroutine: 20,000 with the coroutine itself. */
    public static final int MAX_CALLS = 19_999;
    /** By how many calls a running error handler may exceed it. */
    static final int EXTRA_CALLS = 2_500;
    /** Luau's limit on nested native calls along the chain of resumes. */
    public static final int MAX_NATIVE_CALLS = 200;
    /** What error handlers cannot exceed either. */
    private static final int MOST_NATIVE_CALLS = 225;

    /** More coroutines than ever resume one another in a row: each resume counts as a native call. */
    private static final int MOST_LEVELS = MOST_NATIVE_CALLS + 1;

    static final LuaString OUT_OF_MEMORY = LuaString.valueOf("not enough memory");
    static final LuaString ERROR_IN_HANDLER = LuaString.valueOf("error in error handling");

    private static final VarHandle INTERRUPTED;

    static {
        try {
            INTERRUPTED = MethodHandles.lookup().findVarHandle(LuauState.class, "interrupted", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The coroutine that runs; outside any coroutine a placeholder that cannot give way. */
    public LuauThread current;

    /** The running functions, outermost first: closures, and natives that have called back into Luau. */
    LuauFunction[] frames = new LuauFunction[256];
    /** How many of {@link #frames} there are. Compiled code stores what {@link #enter} answered when it leaves. */
    public int top;
    /**
     * At this value of top somebody has to look: the array may have to grow, or the running coroutine may have used up its calls.
     * It is never beyond what either allows, and unless {@link #raised}, not beyond what those allow that wait for this one.
     */
    private int limit = frames.length;
    /** Whether a coroutine of the chain of resumes has raised the limit: it comes down again for the one that waits for it. */
    private boolean raised;

    /** Nested native calls, counted along the chain of resumes. */
    int nativeCalls;
    /** What is counted for each coroutine that has resumed another one, by its level. Made when first needed. */
    private final @Nullable PutBy[] putBy = new PutBy[MOST_LEVELS];

    /** The metatable of strings: {@code __index} is the string library. */
    public @Nullable LuauTable stringMetatable;
    /** The metatable of vectors. */
    public @Nullable LuauTable vectorMetatable;
    /** The globals that a new chunk gets unless its loader says otherwise. */
    public final LuauTable globals = new LuauTable();

    /** The built-in {@code next}: a loop that it drives is a loop over a table. */
    public @Nullable LuauFunction next;
    /** What {@code pairs} answers first, likewise. */
    public @Nullable LuauFunction pairsNext;
    /** What {@code ipairs} answers first, likewise. */
    public @Nullable LuauFunction arrayNext;
    /** {@code string.format}: an interpolated string is a call of it, as metamethods can see. */
    public @Nullable LuauFunction format;
    /** The method that a {@code __namecall} metamethod is called for. */
    public @Nullable LuaString methodName;

    /** The functions of LuaJ that were called in this VM. */
    final ForeignFunction.Registry foreignFunctions = new ForeignFunction.Registry(this);
    /** The host function that runs, until it calls back into Luau: only then it takes its place among the frames. */
    private @Nullable LuauFunction host;

    /** What the coroutine that gives way now passes to whoever has resumed it; nothing at all other times. */
    private Varargs yielded = LuaValue.NONE;
    /** Whether the coroutine that gives way now goes on at once. */
    boolean postponed;

    private Border border = this::invokeInRegion;

    /** Any thread sets it; the owner sees it at its next poll. */
    @SuppressWarnings("unused") // through INTERRUPTED
    private boolean interrupted;
    private Runnable onInterrupt = () -> {};

    /** A state with nothing running. */
    public LuauState() {
        current = new OutsideThread();
    }

    /**
     * Enters a function: pushes it on the stack of running functions. This is a safepoint too, so that recursion can be
     * interrupted; a plain read is enough, since nothing moves it out of a recursion.
     *
     * @return what the function stores into {@link #top} when it returns; not when it gives way or fails
     * @throws LuauError with Luau's text when the coroutine has used up its calls
     */
    public int enter(LuauFunction function) {
        int at = top;
        if (at >= limit || interrupted) {
            pause(function);
        }
        frames[at] = function;
        top = at + 1;
        return at;
    }

    /** What is rarely to be done before a function runs. */
    private void pause(LuauFunction function) {
        poll();
        if (top >= limit) {
            makeRoom(function);
        }
    }

    private void makeRoom(LuauFunction function) {
        if (top >= depthLimit()) {
            boolean compiled = function instanceof LuauClosure;
            String position = CallStack.entering(this, compiled ? 1 : 0).position(0);
            throw raise(text(position + "stack overflow"));
        }
        grow();
    }

    private void grow() {
        if (top >= frames.length) {
            frames = Arrays.copyOf(frames, Math.max(frames.length * 2, top + 1));
        }
        settleLimit();
    }

    /** Makes the limit what the running coroutine allows. */
    void settleLimit() {
        int most = Math.min(frames.length, depthLimit());
        if (most > limit && current.level > 0) {
            putBy(current.level - 1).noteRaise(limit);
            raised = true;
        }
        limit = most;
    }

    /** Makes the limit again what it was when the coroutine that runs now has resumed another one. */
    private void lowerLimit() {
        limit = putBy(current.level).limitBefore(limit);
        raised = current.level > 0 && putBy(current.level - 1).raised;
    }

    /** {@return the value of top at which the running coroutine has used up its calls} */
    private int depthLimit() {
        LuauThread thread = current;
        int most = frameBase(thread) + MAX_CALLS - thread.depthBelow();
        return thread.protection == null ? most : most + thread.protection.extraCalls();
    }

    /** Lets go of the functions that have returned: their places on the stack still refer to them. */
    public void forgetReturned() {
        frames = Arrays.copyOf(Arrays.copyOf(frames, top), frames.length);
    }

    /** {@return the call depth of the running coroutine, the frames saved below included} */
    int depth() {
        return top - frameBase(current) + current.depthBelow();
    }

    /** {@return whether the running coroutine has used up its calls} */
    boolean callsUsedUp() {
        return top >= depthLimit();
    }

    /** Keeps an activation that goes on now within the calls that are left above its depth, and its own. */
    void limitCalls(Activation activation) {
        int most = top + MAX_CALLS - 1 - activation.depthBelow;
        if (most < limit) {
            limit = most;
        }
    }

    /**
     * The safepoint of loops and functions: one opaque read. What an interrupt does is the embedder's choice; it may
     * throw: an {@link Unwinding}, which no script can catch, or anything else, which is an error of the script.
     */
    public void poll() {
        if ((boolean) INTERRUPTED.getOpaque(this)) {
            INTERRUPTED.setOpaque(this, false);
            onInterrupt.run();
        }
    }

    /** Asks the running code to call the interrupt handler at its next safepoint. Any thread. */
    public void interrupt() {
        INTERRUPTED.setOpaque(this, true);
    }

    /** What {@link #interrupt} leads to, on the owner thread. */
    public void onInterrupt(Runnable handler) {
        onInterrupt = handler;
    }

    /** {@return how Java calls Luau at this moment} */
    public Border border() {
        return border;
    }

    /** Replaces the border, and answers the one before. */
    public Border border(Border replacement) {
        Border before = border;
        border = replacement;
        return before;
    }

    /**
     * Control passes to a coroutine: what is counted for the one that resumes it is put by. It cannot fail half-way: no call
     * stands behind the first store.
     */
    public void enter(LuauThread thread) {
        int resumer = current.level;
        PutBy counts = putBy[resumer];
        if (counts == null) {
            counts = new PutBy();
            putBy[resumer] = counts;
        }
        counts.top = top;
        counts.nativeCalls = nativeCalls;
        nativeCalls++;
        thread.level = resumer + 1;
        current = thread;
    }

    /**
     * Control comes back to the coroutine that had resumed another one, which has given way: every call of that has taken itself
     * off the counts. Whoever calls this has made the resumer the current one already.
     */
    public void leave() {
        nativeCalls--;
        if (raised) {
            lowerLimit();
        }
    }

    /**
     * Control comes back to the coroutine that had resumed another one, which has ended in whatever way. Whoever calls this has
     * made the resumer the current one already, by plain stores: where the stack is used up this call may fail, and whoever
     * catches the overflow restores the counts of the coroutine that is current.
     */
    public void leaveEnded() {
        PutBy counts = putBy(current.level);
        top = counts.top;
        nativeCalls = counts.nativeCalls;
        if (raised) {
            lowerLimit();
        }
    }

    private PutBy putBy(int level) {
        return Objects.requireNonNull(putBy[level]);
    }

    /**
     * An error has left the frames of the running coroutine: its counts become again what they were when it was resumed.
     * Its trampoline says so before it hands the error to the next activation.
     */
    void unwind() {
        top = frameBase(current);
        current.regions = 0;
        nativeCalls = putBy(current.level - 1).nativeCalls + 1;
        settleLimit();
    }

    /** {@return where the functions of a coroutine that runs, or has resumed another one, begin on the stack} */
    int frameBase(LuauThread thread) {
        return thread.level == 0 ? 0 : putBy(thread.level - 1).top;
    }

    /** {@return where the functions of a coroutine end that has resumed another one} */
    int frameTop(LuauThread thread) {
        return putBy(thread.level).top;
    }

    /** {@return whether another resume would go beyond Luau's limit on nested native calls} */
    public boolean nativeCallsUsedUp() {
        return nativeCalls >= MAX_NATIVE_CALLS;
    }

    /** The running coroutine gives way with these values. */
    public void yield(Varargs values) {
        if (values != LuaValue.NONE) {
            yielded = values;
        }
    }

    /** {@return what the coroutine that has just given way has passed} Once. */
    public Varargs takeYielded() {
        Varargs values = yielded;
        if (values != LuaValue.NONE) {
            yielded = LuaValue.NONE;
        }
        return values;
    }

    /**
     * {@return whether the coroutine that has just given way did so only to go on at once} Its trampoline asks; see
     * {@link GivingWayFirst}.
     */
    boolean takePostponed() {
        if (postponed) {
            postponed = false;
            return true;
        }
        return false;
    }

    /** {@return whether the running code stands in a region in which nothing may give way} */
    public boolean isInRegion() {
        return current.regions != 0;
    }

    /** {@return whether the running code may give way} */
    public boolean isYieldable() {
        return current.regions == 0;
    }

    /**
     * Counts a native call that is beginning; whoever begins it takes it off again when it ends without an error.
     *
     * @param self who calls
     * @throws LuauError beyond Luau's limit
     */
    void countNativeCall(LuauFunction self) {
        if (++nativeCalls >= MAX_NATIVE_CALLS) {
            nativeOverflow(self);
        }
    }

    /** Once the limit was passed, a running error handler has some room left. */
    private void nativeOverflow(LuauFunction self) {
        if (nativeCalls == MAX_NATIVE_CALLS) {
            throw runtimeError(self, "C stack overflow");
        }
        if (nativeCalls >= MOST_NATIVE_CALLS) {
            throw raise(ERROR_IN_HANDLER);
        }
    }

    /** Begins a call below which nothing may give way. There is no {@code finally}: who catches errors restores all. */
    private int beginCallback(LuauFunction self) {
        int before = top;
        if (!(self instanceof LuauClosure)) {
            enter(self);
        }
        countNativeCall(self);
        current.regions++;
        return before;
    }

    private void endCallback(int before) {
        current.regions--;
        nativeCalls--;
        top = before;
    }

    /**
     * Calls a function on behalf of a native, or of an operator of a closure, which cannot give way.
     *
     * @param self the native or the closure
     */
    public Varargs callback(LuauFunction self, LuauFunction function, Varargs arguments) {
        int before = beginCallback(self);
        Varargs results = Calls.exec(function, arguments);
        endCallback(before);
        return results;
    }

    /** {@return the first result of a call with one argument, as {@link #callback} does it} */
    public LuaValue callback1(LuauFunction self, LuauFunction function, LuaValue a) {
        int before = beginCallback(self);
        LuaValue result = Calls.first(function.exec1(a));
        endCallback(before);
        return result;
    }

    /** {@return the first result of a call with two arguments, as {@link #callback} does it} */
    public LuaValue callback2(LuauFunction self, LuauFunction function, LuaValue a, LuaValue b) {
        int before = beginCallback(self);
        LuaValue result = Calls.first(function.exec2(a, b));
        endCallback(before);
        return result;
    }

    /** {@return the first result of a call with three arguments, as {@link #callback} does it} */
    public LuaValue callback3(LuauFunction self, LuauFunction function, LuaValue a, LuaValue b, LuaValue c) {
        int before = beginCallback(self);
        LuaValue result = Calls.first(function.exec3(a, b, c));
        endCallback(before);
        return result;
    }

    /** Opens a region in which nothing may give way. Closed again in a {@code finally}. */
    public void openRegion() {
        current.regions++;
    }

    /** Closes it. */
    public void closeRegion() {
        current.regions--;
    }

    /** What the state held before a host function was called. */
    public record Host(@Nullable LuauFunction function, short regions) {}

    /** Begins a call of a host function, below which nothing may give way. */
    public Host beginHost(LuauFunction self) {
        LuauThread thread = current;
        var before = new Host(host, thread.regions);
        host = self;
        thread.regions++;
        return before;
    }

    /** Ends it, in a {@code finally}. */
    public void endHost(Host before) {
        host = before.function();
        current.regions = before.regions();
    }

    /**
     * How Java calls Luau anywhere but on a fiber. Java code may catch errors and go on, so everything is put back, and
     * handlers further out see an error only when it leaves the Java code.
     */
    private Varargs invokeInRegion(LuauFunction function, Varargs arguments) {
        LuauFunction caller = host;
        var before = new Counts(this);
        Protection protection = current.protection;
        if (protection != null && protection.hasHandler()) {
            current.protection = Protection.barrier(protection);
        }
        host = null;
        try {
            if (caller != null) {
                enter(caller);
            }
            countNativeCall(function);
            current.regions++;
            return Calls.exec(function, arguments);
        } finally {
            host = caller;
            before.restore(this);
        }
    }

    /**
     * {@return an error that a native raises by a text of its own} To be thrown. It gets the position of the Luau code that
     * called the native, and none where another native did.
     *
     * @param self the native
     */
    public LuauError error(LuauFunction self, String message) {
        return raise(self, text(CallStack.running(this).position(0) + message));
    }

    /** {@return an error of this text with the position of the innermost function, when that is compiled} To be thrown. */
    public LuauError error(String message) {
        return raise(text(CallStack.running(this).position(0) + message));
    }

    /**
     * {@return an error of the language itself} To be thrown. It gets a position when compiled code has caused it, and
     * none when a native has.
     *
     * @param self the closure or the native
     */
    public LuauError runtimeError(LuauFunction self, String message) {
        return self instanceof LuauClosure ? error(message) : raise(self, text(message));
    }

    /** {@return the error of a table, which does not know what has caused it, as one of the language itself} To be thrown. */
    public LuauError runtimeError(LuauFunction self, LuaError unplaced) {
        return runtimeError(self, messageOf(unplaced));
    }

    /** {@return an error that a native raises} To be thrown. */
    public LuauError raise(LuauFunction self, LuaValue value) {
        if (self instanceof LuauClosure) {
            return raise(value);
        }
        if (top == frames.length) {
            grow();
        }
        frames[top++] = self;
        LuauError error = raise(value);
        top--;
        return error;
    }

    /**
     * {@return an error with this value} To be thrown. This is where errors are raised: a handler that will catch it sees
     * it now, and when nobody in the coroutine will catch it, its frames are noted.
     */
    public LuauError raise(LuaValue value) {
        Protection protection = current.protection;
        if (protection == null) {
            return new LuauError(value, CallStack.running(this).traceback());
        }
        return protection.raised(new LuauError(value));
    }

    /**
     * {@return an error that another coroutine has died of, raised in this one by a native} To be thrown. It keeps that one's
     * frames, and its value unless that is a string or a number.
     *
     * @param prefix what such a text gets before it, behind the position of the function that has called the native
     */
    public LuauError raiseAgain(LuauError error, String prefix) {
        LuaValue value = error.value();
        if (value instanceof LuaString || value.type() == LuaValue.TNUMBER) {
            LuaString message = value instanceof LuaString string ? string : Numbers.toString(value);
            value = Strings.concat(text(CallStack.running(this).position(0) + prefix), message);
        }
        var again = new LuauError(value, error.traceback()).causedBy(error.getCause());
        Protection protection = current.protection;
        return protection == null ? again : protection.raised(again);
    }

    /**
     * {@return an error with the position of a function added to a string or a number, as {@code error} does it} To be
     * thrown.
     *
     * @param self the native that raises it
     * @param level 1 for the function that called it, and so on outwards; nothing is added at 0 and below
     */
    public LuauError raise(LuauFunction self, LuaValue value, int level) {
        boolean positioned = level > 0 && (value instanceof LuaString || value.type() == LuaValue.TNUMBER);
        if (!positioned) {
            return raise(self, value);
        }
        LuaString message = value instanceof LuaString string ? string : Numbers.toString(value);
        return raise(self, Strings.concat(text(CallStack.running(this).position(level - 1)), message));
    }

    /**
     * {@return what a script sees of anything thrown} An error that was not raised yet is raised now. What unwinds, and errors
     * of the JVM that are no business of scripts, are thrown on.
     */
    public LuauError asError(Throwable thrown) {
        return switch (thrown) {
            case LuauError error -> error;
            case LuaError error -> raise(valueOf(error)).causedBy(error.getCause());
            case StackOverflowError _ -> raise(text("stack overflow"));
            case OutOfMemoryError _ -> raise(OUT_OF_MEMORY);
            case VirtualMachineError error -> throw error;
            case Unwinding control -> throw control;
            case Throwable other -> raise(text(messageOf(other))).causedBy(other);
        };
    }

    /**
     * {@return what a native passes on} To be thrown. A table's own error was not raised yet: it has no place. An exception of
     * Java, as when the host's output fails, is an error at the call.
     */
    LuauError nativeError(LuauFunction self, Throwable thrown) {
        return switch (thrown) {
            case LuauError raised -> raised;
            case LuaError error -> raise(self, valueOf(error));
            case VirtualMachineError error -> throw error;
            case Unwinding control -> throw control;
            default -> error(self, messageOf(thrown)).causedBy(thrown);
        };
    }

    /** {@return the environment of what the running coroutine loads} */
    public LuauTable environment() {
        LuauTable own = current.environment;
        return own == null ? globals : own;
    }

    private static LuaValue valueOf(LuaError error) {
        LuaValue value = error.getMessageObject();
        return value == null ? LuaValue.NIL : value;
    }

    private static String messageOf(Throwable exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getName() : message;
    }

    private static LuaString text(String text) {
        return Strings.of(text);
    }

    /** The counts of a coroutine that has resumed another one, while that runs. */
    private static final class PutBy {
        int top;
        int nativeCalls;
        /** Whether the one that runs has raised the limit, and what it was before. */
        boolean raised;
        int limit;

        void noteRaise(int before) {
            if (!raised) {
                raised = true;
                limit = before;
            }
        }

        int limitBefore(int now) {
            boolean changed = raised;
            raised = false;
            return changed ? limit : now;
        }
    }

    /** Stands for the coroutine where none runs, as one that is always in a region: a host that calls functions itself. */
    private static final class OutsideThread extends LuauThread {
        OutsideThread() {
            level = 0;
            regions = 1;
        }

        @Override
        public int type() {
            return TTHREAD;
        }

        @Override
        public String typename() {
            return "thread";
        }
    }
}
