/** What every collector says of itself, for whoever asks for the state of the whole. */
@NullMarked
package io.spanstone.storage.report;

import org.jspecify.annotations.NullMarked;
