/**
 * The service: reads the configuration and puts its parts together. It does not know how model
 * versions are made.
 */
@NullMarked
package dev.onesug.serving;

import org.jspecify.annotations.NullMarked;
