/**
 * Which of several operators leads, by a Lease. Start at {@link dev.weft.controller.lead.Leadership}, which says what is guaranteed;
 * who may take the Lease and when is in {@link dev.weft.controller.lead.Election}.
 */
@NullMarked
package dev.weft.controller.lead;

import org.jspecify.annotations.NullMarked;
