@org.jspecify.annotations.NullMarked
package dev.weft.controller.workload;
