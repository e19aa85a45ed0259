package dev.moonloom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** What goes wrong in the host's own code, where no call could be told: it goes to the log, or to standard error without one. */
final class HostFaults {
    private static final Logger LOG = LoggerFactory.getLogger(Moonloom.class);

    private HostFaults() {}

    static void report(Throwable fault) {
        if (LOG instanceof NOPLogger) {
            System.err.println("moonloom: the host's own code has failed");
            fault.printStackTrace();
        } else {
            LOG.error("the host's own code has failed", fault);
        }
    }
}
