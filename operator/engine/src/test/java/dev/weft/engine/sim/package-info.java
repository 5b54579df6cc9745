/** A fabric in memory, and what drives an execution against it. Shipped as a test jar for the modules behind this one. */
package dev.weft.engine.sim;
