/** The operator: custom resources in, the fleet loop of the engine behind them, statuses out. */
@NullMarked
package dev.weft.controller;

import org.jspecify.annotations.NullMarked;
