/**
 * The indices of Spanstone: their names, templates, retention by age and by pressure of the disk.
 */
@NullMarked
package io.spanstone.storage.indices;

import org.jspecify.annotations.NullMarked;
