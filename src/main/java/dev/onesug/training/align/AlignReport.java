package dev.onesug.training.align;

import dev.onesug.training.align.PairMiner.Lookup;
import dev.onesug.training.evaluation.Estimate;
import java.util.Map;

/**
 * What came of the align stage.
 *
 * @param layers kept
 * @param vocabulary tokens kept
 * @param pairs that were used for training
 * @param droppedPairs mined pairs that the un-tuned encoder found too unlike
 * @param steps done
 * @param seconds of these steps
 * @param loss mean over the last steps
 * @param candidates queries that each held-out pair was looked up among
 * @param recall by way of looking up, then by encoder: published, with all its layers and tokens;
 *     cut, before the tuning; tuned, as it was written; and that with what is looked up embedded
 *     one by one, as a keystroke has it
 * @param gain paired difference in Recall@10 of prefixes, tuned minus published
 */
public record AlignReport(
    int layers,
    int vocabulary,
    int pairs,
    int droppedPairs,
    int steps,
    double seconds,
    double loss,
    int candidates,
    Map<Lookup, Map<String, Found>> recall,
    Estimate gain) {

  /**
   * The share of held-out pairs whose right side is among the candidates nearest to the left side.
   *
   * @param pairs that were looked up
   * @param at1 the nearest one
   * @param at10 the nearest ten
   * @param at50 the nearest fifty
   */
  public record Found(int pairs, Estimate at1, Estimate at10, Estimate at50) {}
}
