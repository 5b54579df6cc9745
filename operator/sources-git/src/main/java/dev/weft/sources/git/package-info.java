/** A Git repository as a source of documents: fetched, verified, read. */
@NullMarked
package dev.weft.sources.git;

import org.jspecify.annotations.NullMarked;
