/**
 * What is done once before an operator begins, by a process of its own with rights of its own: the key of a bundled master, where there
 * is none, and custom resource definitions that this version brings. Start with {@link dev.weft.controller.setup.SetupMain}.
 */
@NullMarked
package dev.weft.controller.setup;

import org.jspecify.annotations.NullMarked;
