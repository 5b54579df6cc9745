/** What a user of {@code kubectl} meets: definitions, rules, tables. Start at {@link dev.weft.fabric.testkit.kubernetes.ResourcesIT}. */
@NullMarked
package dev.weft.fabric.testkit.kubernetes;

import org.jspecify.annotations.NullMarked;
