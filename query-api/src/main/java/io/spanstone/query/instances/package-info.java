/** Which instances of services there are, and whether they still live. */
@NullMarked
package io.spanstone.query.instances;

import org.jspecify.annotations.NullMarked;
