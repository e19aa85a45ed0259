package dev.moonloom.tests.faults;

import java.util.List;

/** The faults that are planted. */
final class Faults {
    private Faults() {}

    static final List<PlantedFault> ALL = List.of(
            // values
            new PlantedFault("operands are swapped", "codegen/ArithmeticEmitter.java",
                    """
                                    pushUnboxed(left);
                                    pushUnboxed(right);
                                    switch (operator) {
                    """,
                    """
                                    pushUnboxed(right);
                                    pushUnboxed(left);
                                    switch (operator) {
                    """,
                    "giving_way/pause_inside_of_expressions"),
            new PlantedFault("a value that is no number is read as one", "codegen/ArithmeticEmitter.java",
                    "            code.aload(dual.other()).ifnonnull(otherwise);\n",
                    "",
                    "giving_way/line_of_an_error_after_a_pause"),
            new PlantedFault("a number is read from its box, which is not there", "codegen/ValueEmitter.java",
                    """
                                    code.dload(slots.of(variable)).aload(slots.otherOf(variable));
                                    code.invokestatic(ARITHMETIC, "box", type(VALUE, DOUBLE, VALUE));
                    """,
                    """
                                    code.aload(slots.otherOf(variable));
                    """,
                    "giving_way/locals_of_every_kind_survive"),
            new PlantedFault("everything is less than NaN", "codegen/ConditionEmitter.java",
                    "case LESS -> code.dcmpg()",
                    "case LESS -> code.dcmpl()",
                    "giving_way/nan_is_not_less_nor_greater_after_a_pause"),
            new PlantedFault("surplus arguments of a recursive call are not evaluated", "codegen/ValueEmitter.java",
                    """
                                push(values.get(i));
                                code.pop();
                    """,
                    "",
                    "giving_way/surplus_arguments_of_a_recursive_call_are_evaluated"),
            new PlantedFault("arguments are evaluated after the method is looked up", "codegen/BodyEmitter.java",
                    "Arguments arguments = values.settled(call.arguments());",
                    "Arguments arguments = call.arguments();",
                    "giving_way/method_that_an_argument_replaces_is_the_new_one"),
            new PlantedFault("a method gets no receiver", "codegen/BodyEmitter.java",
                    "all.add(receiver);",
                    "all.add(new Value.Nil());",
                    "giving_way/method_is_looked_up_after_the_arguments"),
            new PlantedFault("a local that is an operand is read early", "analysis/Operands.java",
                    "operands.add(new Operand(value, late, numeric));",
                    "operands.add(new Operand(value, false, numeric));",
                    "giving_way/local_operand_is_read_when_the_operation_runs"),
            new PlantedFault("a call's argument is read late", "analysis/Operands.java",
                    "operands.add(new Operand(value, late, numeric));",
                    "operands.add(new Operand(value, true, numeric));",
                    "giving_way/call_arguments_are_read_in_their_turn"),

            // closures
            new PlantedFault("a closure captures a copy of a cell", "codegen/ValueEmitter.java",
                    """
                                case Capture.OfVariable(Variable variable) when slots.kindOf(variable) == Kind.CELL ->
                                    variables.load(variable);
                    """,
                    """
                                case Capture.OfVariable(Variable variable) when slots.kindOf(variable) == Kind.CELL -> {
                                    pushVariable(variable);
                                    code.invokestatic(CELL, "of", type(CELL, VALUE));
                                }
                    """,
                    "giving_way/captured_local_is_shared_with_its_closures"),
            new PlantedFault("what an inner closure captures is always the first upvalue", "codegen/ValueEmitter.java",
                    "code.getfield(context.closure(), upvalueName(index), cell ? CELL : VALUE);",
                    "code.getfield(context.closure(), upvalueName(cell ? index : 0), cell ? CELL : VALUE);",
                    "giving_way/closure_in_a_closure_captures_what_it_names"),
            new PlantedFault("what was imported is used in every environment", "runtime/Import.java",
                    "return environment.era == era;",
                    "return this != NONE;",
                    "giving_way/library_is_looked_at_in_the_environment_of_the_call"),

            // results
            new PlantedFault("no value is one where one is wanted", "runtime/Calls.java",
                    "return results instanceof LuaValue value && value != LuaValue.NONE ? value : results.arg1();",
                    "return results instanceof LuaValue value ? value : results.arg1();",
                    "giving_way/results_are_adjusted_after_a_pause"),
            new PlantedFault("results are not adjusted behind a pause", "codegen/BodyEmitter.java",
                    """
                                case Step.Target.One(Variable variable) -> {
                                    values.first();
                    """,
                    """
                                case Step.Target.One(Variable variable) -> {
                                    code.checkcast(VALUE);
                    """,
                    "giving_way/results_are_adjusted_after_a_pause"),

            // saving and going on
            new PlantedFault("a loop's next rounds need nothing", "analysis/Liveness.java",
                    "        live.or(inside);\n",
                    "",
                    "giving_way/next_round_of_a_loop_knows_the_numbers_of_the_last"),
            new PlantedFault("the state of a generic loop is forgotten", "analysis/Liveness.java",
                    "List.of(loop.iterator(), loop.state(), loop.cursor());",
                    "List.of(loop.iterator(), loop.cursor());",
                    "giving_way/loop_over_a_stateless_iterator_goes_on"),
            new PlantedFault("a saved frame gets a copy of a cell", "codegen/VariableEmitter.java",
                    "            case CELL, MANY, CURSOR -> code.aload(place);\n",
                    """
                                case CELL -> code.aload(place).getfield(CELL, "value", VALUE).invokestatic(CELL, "of",
                                        type(CELL, VALUE));
                                case MANY, CURSOR -> code.aload(place);
                    """,
                    "giving_way/captured_local_is_shared_with_its_closures"),
            new PlantedFault("only the number of a local comes back", "codegen/FrameEmitter.java",
                    "return variable.kind() == Kind.DUAL || !hasNumber(variable);",
                    "return !hasNumber(variable);",
                    "giving_way/number_that_becomes_another_value_survives"),
            new PlantedFault("variable arguments are lost", "codegen/FrameEmitter.java",
                    "            code.checkcast(VARARGS).astore(context.varargsPlace());\n        }\n        for (Variable",
                    "            code.pop();\n        }\n        for (Variable",
                    "giving_way/variable_arguments_survive"),
            new PlantedFault("a loop is begun again when it goes on", "codegen/BodyEmitter.java",
                    "        boolean whole = loop.counter().kind() == Kind.LONG;\n",
                    """
                            boolean whole = loop.counter().kind() == Kind.LONG;
                            List<Integer> sites = Sites.in(loop);
                            if (context.resume() != null && !sites.isEmpty()) {
                                Label door = doorOf(sites.getFirst());
                                Label next = code.newLabel();
                                code.labelBinding(door);
                                doors.replaceAll((site, label) -> label == door ? next : label);
                            }
                    """,
                    "giving_way/numeric_for_with_whole_steps_goes_on"),
            new PlantedFault("control comes back behind another call", "codegen/BodyEmitter.java",
                    "code.if_icmple(last.target());",
                    "code.if_icmplt(last.target());",
                    "large/three_hundred_pauses_in_a_loop"),
            new PlantedFault("a segment that breaks a loop goes on with it", "codegen/BodyEmitter.java",
                    "cases.put(context.names().breakOf(label), labelsOf(label).end());",
                    "cases.put(context.names().breakOf(label), labelsOf(label).latch());",
                    "large/leaves_a_loop_from_its_middle"),

            // what locals keep alive
            new PlantedFault("a local that nothing reads again is not kept", "analysis/Liveness.java",
                    "                kept.held().add(holder);\n",
                    "",
                    "lifetimes/local_keeps_its_value_to_the_end_of_its_block"),
            new PlantedFault("a parameter that nothing reads again is not kept", "analysis/Lowering.java",
                    "            builder.hold(variable);\n",
                    "",
                    "lifetimes/local_keeps_its_value_to_the_end_of_its_block"),
            new PlantedFault("a local is kept behind its block", "analysis/FunctionBuilder.java",
                    "        heldSince(scope).clear();\n",
                    "",
                    "lifetimes/local_keeps_its_value_to_the_end_of_its_block"),
            new PlantedFault("methods share what no variable needs any more", "codegen/SharedVariables.java",
                    "shared[word * Long.SIZE + Long.numberOfTrailingZeros(dropped)] = null;",
                    "",
                    "large/collection_between_long_methods"),
            new PlantedFault("a frame filled again keeps the numbers of its first pause", "runtime/Frame.java",
                    "            two.x = x;\n            two.y = y;\n",
                    "",
                    "giving_way/frame_keeps_more_and_less_at_each_pause"),
            new PlantedFault("a frame that keeps more is put above those of its callees", "runtime/LuauThread.java",
                    "            saved.caller = larger;\n",
                    "            larger.caller = top;\n            top = larger;\n",
                    "giving_way/frame_keeps_more_and_less_at_each_pause"),
            new PlantedFault("a function that runs keeps what it has left", "runtime/Frame.java",
                    "            Object taken = a;\n            a = null;\n            return taken;\n",
                    "            return a;\n",
                    "giving_way/function_that_goes_on_keeps_nothing_it_has_left"),
            new PlantedFault("a function that goes on shows where it had paused", "runtime/Frame.java",
                    "return site == RUNNING;",
                    "return false;",
                    "giving_way/function_that_goes_on_shows_its_lines"),
            new PlantedFault("lines of a coroutine are those of the one it has resumed", "runtime/CallStack.java",
                    "                levels--;\n",
                    "                levels = Math.min(levels, 0) - 1;\n",
                    "giving_way/function_that_goes_on_shows_its_lines"),

            // the chain
            new PlantedFault("the chain below is lost", "runtime/LuauThread.java",
                    "activation.caller = above.caller;",
                    "activation.caller = null;",
                    "giving_way/recursion_pauses_at_every_level"),
            new PlantedFault("each resume counts its calls from zero", "runtime/Activation.java",
                    "return function() == null ? depthBelow : depthBelow + 1;",
                    "return 0;",
                    "giving_way/depth_counts_across_pauses"),
            new PlantedFault("a coroutine takes the calls of the one that waits for it", "runtime/LuauState.java",
                    "            raised = true;\n        }\n        limit = most;\n",
                    "        }\n        limit = most;\n",
                    "limits/calls_of_a_coroutine_within_deep_calls"),
            new PlantedFault("frames that gave way stay on the stack of functions", "runtime/Frame.java",
                    "        state.top--;\n",
                    "",
                    "giving_way/depth_is_given_back_after_a_pause"),
            new PlantedFault("the sentinel is handed to the host", "runtime/LuauState.java",
                    "return current.regions != 0;",
                    "return false;",
                    "regions/plain_host_function_may_not_yield"),
            new PlantedFault("an operator gives way", "runtime/LuauState.java",
                    "        countNativeCall(self);\n        current.regions++;\n        return before;",
                    "        countNativeCall(self);\n        return before;",
                    "giving_way/operators_cannot_pause"),
            new PlantedFault("a protected call that has paused never ends", "runtime/Protection.java",
                    "    public Varargs resume(Varargs values) {\n        self.state.current.protection = outer;\n",
                    "    public Varargs resume(Varargs values) {\n",
                    "giving_way/handler_of_a_call_that_has_ended_sees_nothing_more"));
}
