/**
 * What people did, from the door to the disk and to those who learn from it at once: the log of
 * events, the searches of a user, what many search now. It does not know HTTP, nor how models are
 * trained on the log.
 */
@NullMarked
package dev.onesug.serving.feedback;

import org.jspecify.annotations.NullMarked;
