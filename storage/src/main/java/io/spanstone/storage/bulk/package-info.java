/** Bulk writes: every verdict is read, and a second try is found out. */
@NullMarked
package io.spanstone.storage.bulk;

import org.jspecify.annotations.NullMarked;
