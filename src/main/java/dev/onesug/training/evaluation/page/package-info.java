/**
 * An evaluation as a page for people: tables, plots and words made of the figures of a report. It
 * does not know how they were measured, and computes none.
 */
@NullMarked
package dev.onesug.training.evaluation.page;

import org.jspecify.annotations.NullMarked;
