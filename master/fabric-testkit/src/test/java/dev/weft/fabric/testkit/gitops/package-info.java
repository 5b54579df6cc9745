/** What is written for the tools that apply documents to a cluster, and what these would make of it. */
@NullMarked
package dev.weft.fabric.testkit.gitops;

import org.jspecify.annotations.NullMarked;
