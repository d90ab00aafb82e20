/**
 * What people did with suggestions and with what they found, as events of User Behavior Insights
 * 1.3, and how one is written as a line of JSON. It does not know who sends events, nor where they
 * are kept.
 */
@NullMarked
package dev.onesug.model.feedback;

import org.jspecify.annotations.NullMarked;
