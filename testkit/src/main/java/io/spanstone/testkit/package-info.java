/** What the tests of all modules share. Never shipped. */
@NullMarked
package io.spanstone.testkit;

import org.jspecify.annotations.NullMarked;
