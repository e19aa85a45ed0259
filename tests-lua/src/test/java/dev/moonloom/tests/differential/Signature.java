package dev.moonloom.tests.differential;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param variadic whether it takes more: any numbers
 * @param cost about how many statements a call runs
 */
record Signature(List<Kind> parameters, boolean variadic, List<Kind> results, int cost) {}
