package dev.moonloom;

/** What a script has done wrong at a call of host code: an error of this text at the call, without a cause in Java. */
final class ScriptFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptFault(String text) {
        super(text, null, false, false);
    }
}
