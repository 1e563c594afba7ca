/** The functions of the language, a file a family; {@code Functions} has the tables. */
@NullMarked
package io.spanstone.query.promql.function;

import org.jspecify.annotations.NullMarked;
