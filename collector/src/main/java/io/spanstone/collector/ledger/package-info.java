/** The accounting: every record is somewhere, and a number says where. */
@NullMarked
package io.spanstone.collector.ledger;

import org.jspecify.annotations.NullMarked;
