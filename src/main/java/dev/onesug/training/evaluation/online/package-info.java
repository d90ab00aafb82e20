/**
 * What a suggester would do to the people who use it: an A/B test inside the simulated shop, and
 * what a log of the old cascade's lists can tell of it beforehand. It knows suggesters by their
 * interface and people by what they do; it does not know how either comes to it.
 */
@NullMarked
package dev.onesug.training.evaluation.online;

import org.jspecify.annotations.NullMarked;
