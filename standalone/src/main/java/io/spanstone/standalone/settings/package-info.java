/** What Spanstone is told at its start: read, checked as a whole, typed. */
@NullMarked
package io.spanstone.standalone.settings;

import org.jspecify.annotations.NullMarked;
