package dev.onesug.training.rwr;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.descent.Descent;
import dev.onesug.training.descent.DescentReport;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.sft.AllowedChoices;
import dev.onesug.training.sft.SamplePreparation.Prepared;
import dev.onesug.training.sft.SftSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One round of reward-weighted ranking, from a model to one that knows what users prefer. The round
 * is sent back if the new model ranks held-out searches lower than the old one by more than chance
 * would, or moves too far from it.
 */
public final class RwrRound {
  private final QueryIndex index;
  private final AllowedChoices choices;
  private final RwrSettings settings;
  private final Progress progress;

  /**
   * @param choices what the search chooses from: the loss is over these
   */
  public RwrRound(
      QueryIndex index, AllowedChoices choices, RwrSettings settings, Progress progress) {
    this.index = index;
    this.choices = choices;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains and writes {@code config.json} and {@code model.safetensors}.
   *
   * @param train samples to learn from
   * @param heldOut samples to measure on
   * @param reference folder of the model that the round starts from
   * @param work where the round keeps what a resumed run needs
   * @param output an existing folder; gets the model as it was if the round is sent back
   * @throws IllegalArgumentException if no list can be made of the samples
   */
  public RwrReport run(
      List<Prepared> train, List<Prepared> heldOut, Path reference, Path work, Path output)
      throws IOException {
    SftSamples measured = new SftSamples();
    heldOut.forEach(one -> measured.add(one.moment(), one.input(), index.tokens(one.target())));
    Start start = start(train, heldOut, measured, reference, work);
    ListObjective objective = start.objective;
    DescentReport report =
        new Descent(settings.descent(), progress)
            .run(
                start.config,
                () -> Seq2SeqModel.loadTrainable(reference, settings.descent().device()),
                objective,
                work.resolve("checkpoints"),
                output);
    HeldOutRanking after;
    try (Seq2SeqModel trained = Seq2SeqModel.load(output, settings.descent().device())) {
      after = HeldOutRanking.of(trained, choices, measured);
    }
    String refused = refusal(start.ranking, after, report);
    if (refused != null) {
      try (Seq2SeqModel model = Seq2SeqModel.load(reference, settings.descent().device())) {
        model.save(output, Precision.F32);
      }
    }
    return new RwrReport(start.train.types(), start.ranking, after, refused, report);
  }

  /** All that the reference is asked before it is let go. */
  private record Start(
      Seq2SeqConfig config,
      PreferenceLists train,
      ListObjective objective,
      HeldOutRanking ranking) {}

  private Start start(
      List<Prepared> train, List<Prepared> heldOut, SftSamples measured, Path reference, Path work)
      throws IOException {
    try (Seq2SeqModel model = Seq2SeqModel.load(reference, settings.descent().device())) {
      progress.update(0, 1, "preference lists");
      HeldOutRanking ranking = HeldOutRanking.of(model, choices, measured);
      ListMaker maker = new ListMaker(index, settings, new OwnBeam(model, choices));
      ListBatches toLearn = batches(model.config(), maker.make(train));
      ListBatches toMeasure = batches(model.config(), maker.make(heldOut));
      if (toLearn.lists().size() == 0 || toMeasure.lists().size() == 0) {
        throw new IllegalArgumentException(
            "preference lists: %d to train and %d to measure (expected: at least 1 each)"
                .formatted(toLearn.lists().size(), toMeasure.lists().size()));
      }
      TensorEngine.threads(Runtime.getRuntime().availableProcessors());
      ReferenceLogProbs logProbs =
          ReferenceLogProbs.of(work.resolve("reference.safetensors"), model, toLearn, toMeasure);
      Divergence divergence = Divergence.from(model, toMeasure);
      return new Start(
          model.config(),
          toLearn.lists(),
          new ListObjective(settings, toLearn, toMeasure, logProbs, divergence),
          ranking);
    }
  }

  private ListBatches batches(Seq2SeqConfig config, PreferenceLists lists) {
    return new ListBatches(
        config, index, choices, lists, 1 + settings.negatives(), settings.descent().batchSize());
  }

  private @Nullable String refusal(
      HeldOutRanking before, HeldOutRanking after, DescentReport report) {
    if (report.stopped() != null) {
      return report.stopped();
    }
    return after.reciprocalRank() >= before.reciprocalRank() - settings.largestFall()
        ? null
        : String.format(
            Locale.ROOT,
            "MRR@16 on held-out searches: %.4f (expected: at most %.4f below %.4f, as before the"
                + " round)",
            after.reciprocalRank(),
            settings.largestFall(),
            before.reciprocalRank());
  }
}
