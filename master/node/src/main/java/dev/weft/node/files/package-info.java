/** The files of a node: durable replacement and the folder's lock. Blocking; called by the controller's own thread. */
@NullMarked
package dev.weft.node.files;

import org.jspecify.annotations.NullMarked;
