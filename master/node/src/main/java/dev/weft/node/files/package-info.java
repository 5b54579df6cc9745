/** The files of a node: durable replacement, the folder's lock, tagged text. Blocking; called by the controller's own thread. */
@NullMarked
package dev.weft.node.files;

import org.jspecify.annotations.NullMarked;
