/** Workers of a node: options and the entries of its configuration file. Start at {@link dev.weft.config.worker.WorkerItem}. */
@NullMarked
package dev.weft.config.worker;

import org.jspecify.annotations.NullMarked;
