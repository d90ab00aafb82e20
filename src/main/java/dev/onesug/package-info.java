/**
 * OneSug: query suggestion by one generative model. {@code serving} answers keystrokes, {@code
 * training} makes model versions from behaviour logs, {@code model} is what both share.
 */
@NullMarked
package dev.onesug;

import org.jspecify.annotations.NullMarked;
