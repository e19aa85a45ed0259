/**
 * From the bytes of a script to its syntax tree.
 *
 * <p>{@link dev.moonloom.luau.syntax.Parser#parse Parser.parse} is the door. Behind it a {@code Lexer} makes tokens, a
 * {@code Cursor} walks over them and holds what every rule of the grammar needs to go on after an error, and one class
 * for each part of the grammar builds the tree: {@code StatementParser}, {@code ExpressionParser},
 * {@code LiteralParser}, {@code FunctionParser}, {@code AttributeParser}, {@code TypeParser} and
 * {@code TypeListParser}. Names are resolved on the way, by {@code Scopes}.
 *
 * <p>Which scripts are rejected, with which text and at which place, follows the reference implementation of Luau. That
 * is why the rules count their depth and skip tokens after an error just as they do.
 */
@NullMarked
package dev.moonloom.luau.syntax;

import org.jspecify.annotations.NullMarked;
