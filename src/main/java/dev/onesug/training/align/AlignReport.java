package dev.onesug.training.align;

import dev.onesug.training.evaluation.Estimate;

/**
 * What came of the align stage. Recall@10 is the share of held-out pairs whose right side is among
 * the ten candidates nearest to the left side.
 *
 * @param layers kept
 * @param vocabulary tokens kept
 * @param pairs that were used for training
 * @param droppedPairs mined pairs that the un-tuned encoder found too unlike
 * @param steps done
 * @param seconds of these steps
 * @param loss mean over the last steps
 * @param heldOut pairs that were looked up
 * @param candidates queries that each was looked up among
 * @param untuned Recall@10 of the published encoder, with all its layers and tokens
 * @param cut Recall@10 after the cut, before the tuning
 * @param tuned Recall@10 of what was written
 * @param gain paired difference of tuned and untuned
 */
public record AlignReport(
    int layers,
    int vocabulary,
    int pairs,
    int droppedPairs,
    int steps,
    double seconds,
    double loss,
    int heldOut,
    int candidates,
    Estimate untuned,
    Estimate cut,
    Estimate tuned,
    Estimate gain) {}
