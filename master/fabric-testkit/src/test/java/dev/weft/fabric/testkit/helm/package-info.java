/**
 * The chart {@code helm/weft} and the image that it runs. Helm itself is native code in a jar, so these tests need no installation.
 * What the chart renders for five value sets is in {@code src/test/resources/helm/golden}; after a change that is meant, run them with
 * {@code -Dweft.golden=update} and read the difference. Start with {@link dev.weft.fabric.testkit.helm.Chart}.
 */
@NullMarked
package dev.weft.fabric.testkit.helm;

import org.jspecify.annotations.NullMarked;
