/**
 * The contract of the API, tested row by row of the procedure table against one running fabric. What a row is called with and what it
 * answers is in {@code contract/recorded.yaml}; a row that is built and has no entry there fails. Start with {@link
 * dev.weft.fabric.testkit.contract.AnswersIT}; what is refused is in {@code RefusalsIT}, what is published in {@code EventsIT}.
 */
@NullMarked
package dev.weft.fabric.testkit.contract;

import org.jspecify.annotations.NullMarked;
