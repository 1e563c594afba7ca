/**
 * The launcher. {@link io.spanstone.standalone.Main} reads the command and the settings; {@link
 * io.spanstone.standalone.Roles} shows which parts a role starts, in their order.
 */
@NullMarked
package io.spanstone.standalone;

import org.jspecify.annotations.NullMarked;
