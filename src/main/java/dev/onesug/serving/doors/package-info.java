/**
 * Who is at the door: where a request comes from, how often, whose it is, and whether it may change
 * the service. It does not know what is asked.
 */
@NullMarked
package dev.onesug.serving.doors;

import org.jspecify.annotations.NullMarked;
