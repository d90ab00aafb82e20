package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;

/**
 * One metric of a test.
 *
 * @param control of the users who kept the old cascade
 * @param treatment of those who got the new suggester
 * @param lift relative: treatment / control − 1
 */
public record ArmComparison(Estimate control, Estimate treatment, Estimate lift) {}
