/** The exact predicate of a search for logs, on the OTLP that blocks hold. Pure. */
@NullMarked
package io.spanstone.storage.logs.scan;

import org.jspecify.annotations.NullMarked;
