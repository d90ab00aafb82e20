package dev.onesug.training.evaluation.replay;

/**
 * What one stage of the answers took.
 *
 * @param stage its name in {@code Server-Timing}, or what is left beside all stages
 * @param share of the time between sending and answer, over all answers, 0..1
 * @param times of the answers that went through it
 */
public record StageShare(String stage, double share, TimeSummary times) {}
