package dev.moonloom;

import org.jspecify.annotations.Nullable;

/**
 * Java that scripts call.
 *
 * {@snippet :
 * Moonloom.builder()
 *         .function("entity", call -> world.find(call.string(1)))
 *         .function("fetch", call -> client.sendAsync(request(call.string(1)), ofString()).thenApply(HttpResponse::body));
 * }
 *
 * <p>It is called on the VM's thread and must not block. What it answers is {@linkplain Values converted}; a {@link
 * java.util.concurrent.CompletionStage} or a {@link org.reactivestreams.Publisher} of one value makes its caller wait for
 * that, and is cancelled with it; a {@link reactor.core.publisher.Flux} is an iterator: {@code for item in f() do}.
 *
 * <p>What it throws is an error at the call, with its file and line, which {@code pcall} catches; where nobody does, it is
 * the cause of the {@link ScriptException}. That holds for every exception, and for every {@link Error} but one of the JVM.
 */
@FunctionalInterface
public interface HostFunction {
    /**
     * {@return the answer; {@link Values} for several}
     *
     * @param call this call, for use until it returns
     * @throws Exception what the call raises
     */
    @Nullable Object call(Call call) throws Exception;
}
