/** Following Git repositories of real servers: Git behind https, Git behind ssh, both on loopback. Start with {@code GitReconcileIT}. */
@NullMarked
package dev.weft.fabric.testkit.git;

import org.jspecify.annotations.NullMarked;
