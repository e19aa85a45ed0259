package dev.moonloom.core.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads leave two signals each, and whoever moves the counter from zero drains. It could break in two ways: a
 * signal that is left while a drain ends is seen by neither that drain nor a new one; or two drains run at once, and
 * the loop's plain fields are written by both.
 */
@JCStressTest
@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "every signal was drained, by one drain at a time")
@Outcome(id = ".*, 1", expect = Expect.FORBIDDEN, desc = "two drains overlapped")
@Outcome(expect = Expect.FORBIDDEN, desc = "a signal was left behind")
@State
public class InboxStress {
    private final Inbox inbox = new Inbox();

    // as in the loop: written inside a drain only
    private int drained;
    private int overlaps;
    private int inside;

    /** The first thread. */
    @Actor
    public void first() {
        leaveSignal();
        leaveSignal();
    }

    /** The second. */
    @Actor
    public void second() {
        leaveSignal();
        leaveSignal();
    }

    /** Looks at what the drains have done. */
    @Arbiter
    public void look(II_Result result) {
        result.r1 = drained;
        result.r2 = overlaps;
    }

    private void leaveSignal() {
        if (inbox.offer(new Signal.Restart())) {
            drain();
        }
    }

    private void drain() {
        int requests = inbox.requests();
        do {
            if (inside++ != 0) {
                overlaps = 1;
            }
            while (inbox.poll() != null) {
                drained++;
            }
            inside--;
            requests = inbox.answered(requests);
        } while (requests != 0);
    }
}
