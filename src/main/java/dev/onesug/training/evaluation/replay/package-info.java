/**
 * The service under load, as its users meet it: keystrokes of simulated people, sent over HTTP when
 * they are due. It knows the interface of the service and none of its classes.
 */
@NullMarked
package dev.onesug.training.evaluation.replay;

import org.jspecify.annotations.NullMarked;
