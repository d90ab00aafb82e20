package dev.onesug.training.pipeline;

import dev.onesug.model.related.RelatedSettings;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.SpecialToken;
import dev.onesug.training.align.AlignSettings;
import dev.onesug.training.evaluation.EvaluationSettings;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.quantize.QuantizeSettings;
import dev.onesug.training.rwr.RwrSettings;
import dev.onesug.training.sft.SftSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * All settings of a run, one part a stage, as the YAML file has them. There are no defaults: a
 * recipe says everything, so that a run can be told from its recipe alone.
 *
 * @param simulate how large a log is simulated where none is given; null for a recipe that is only
 *     for given data
 * @param samples how a log becomes samples; null for a recipe that is only for given samples
 * @param align how the text encoder is cut and tuned
 * @param quantize how the RQ-VAE is trained; null for sizes that fit the number of queries
 * @param related how related queries are chosen
 * @param seq2seq the shape of the encoder-decoder
 * @param sft how it is trained on what was searched; null for not at all, where it was trained
 *     elsewhere
 * @param rwr how it is trained on what was preferred; null for not at all
 * @param evaluate how the result is measured
 */
record Recipe(
    @Nullable SimulatorSettings simulate,
    @Nullable SampleSettings samples,
    AlignSettings align,
    @Nullable QuantizeSettings quantize,
    RelatedSettings related,
    Shape seq2seq,
    @Nullable SftSettings sft,
    @Nullable RwrSettings rwr,
    EvaluationSettings evaluate) {

  /**
   * How a log is simulated.
   *
   * @throws RecipeException if the recipe does not say
   */
  SimulatorSettings simulator() {
    if (simulate == null) {
      throw new RecipeException(
          "simulate: null (expected: settings, or a log or samples on the command line)");
    }
    return simulate;
  }

  /**
   * How a log becomes samples.
   *
   * @throws RecipeException if the recipe does not say
   */
  SampleSettings sampling() {
    if (samples == null) {
      throw new RecipeException(
          "samples: null (expected: settings, or samples on the command line)");
    }
    return samples;
  }

  /** The same for another shape of the encoder-decoder. */
  Recipe withSeq2Seq(Shape other) {
    return new Recipe(simulate, samples, align, quantize, related, other, sft, rwr, evaluate);
  }

  /** The recipe as the manifest keeps it. */
  @SuppressWarnings("unchecked")
  Map<String, Object> asMap() {
    return JsonMapper.shared().convertValue(this, Map.class);
  }

  /**
   * The shape of the encoder-decoder; what it shares with the tokenizer comes from there.
   *
   * @param vocabulary tokens at most
   * @param width of the residual stream
   * @param heads of every attention
   * @param feedForward width of the feed-forward layers
   * @param maxInputTokens the most tokens that the encoder reads
   * @param maxHistory earlier queries that it reads
   * @param maxTargetTokens the most tokens of a query; longer ones are not suggested
   * @param cutWord how the word that is being typed is fed
   * @param prior whether what can be counted is a prior inside the score; if not, the model has to
   *     learn all of it, what was typed included
   */
  record Shape(
      int vocabulary,
      int width,
      int encoderLayers,
      int decoderLayers,
      int heads,
      int feedForward,
      int maxInputTokens,
      int maxHistory,
      int maxTargetTokens,
      CutWord cutWord,
      boolean prior) {

    Seq2SeqConfig config(QueryTokenizer tokenizer) {
      return new Seq2SeqConfig(
          tokenizer.size(),
          width,
          encoderLayers,
          decoderLayers,
          heads,
          heads,
          feedForward,
          feedForward,
          Math.max(maxInputTokens, maxTargetTokens + 2),
          "gelu",
          false,
          tokenizer.id(SpecialToken.PADDING),
          tokenizer.id(SpecialToken.START),
          tokenizer.id(SpecialToken.END),
          cutWord,
          maxInputTokens,
          maxHistory);
    }
  }
}
