/**
 * What a user of {@code kubectl} meets: definitions, rules, tables. Start at {@link dev.weft.fabric.testkit.kubernetes.ResourcesIT}; rules
 * and the documents that each refuses are in {@link dev.weft.fabric.testkit.kubernetes.RulesIT}.
 */
@NullMarked
package dev.weft.fabric.testkit.kubernetes;

import org.jspecify.annotations.NullMarked;
