/** Scripts that require modules, in several VMs that share the code of them. */
@NullMarked
package dev.moonloom.examples.modules;

import org.jspecify.annotations.NullMarked;
