package dev.onesug.model.bundle;

import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.embedding.TinyBert;
import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.EvidenceWeights.ByKind;
import dev.onesug.model.prior.LeavingWeights;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.IndexBuilder;
import dev.onesug.model.related.IndexedQuery;
import dev.onesug.model.related.ObservedPrefix;
import dev.onesug.model.related.RelatedSettings;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.SpecialToken;
import dev.onesug.training.sft.TokenizerMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole model version of random weights, for tests: a few queries, made in the time of a test.
 */
public final class TinyVersion {
  /** The allowed queries, the most popular first. */
  public static final List<String> QUERIES =
      List.of(
          "red shoes",
          "phone case",
          "running shoes",
          "running shoes for men",
          "red phone case",
          "blue shoes",
          "t-shirt for men",
          "phone",
          "sofa",
          "red");

  private TinyVersion() {}

  /** Writes and publishes it; the same name and seed give the same answers. */
  public static Path write(Path models, String name, long seed) throws IOException {
    return new BundleWriter(models).write(name, provenance(seed), folder -> parts(folder, seed));
  }

  /** The same as an imported model would be: nothing says how its search believes. */
  static Path withoutPrior(Path models, String name, long seed) throws IOException {
    return new BundleWriter(models)
        .write(
            name,
            provenance(seed),
            folder -> {
              parts(folder, seed);
              Files.delete(folder.resolve("seq2seq").resolve("search.json"));
            });
  }

  private static Provenance provenance(long seed) {
    return new Provenance(
        Instant.parse("2026-11-22T00:00:00Z").plusSeconds(seed),
        List.of(),
        Map.of("seed", seed),
        new Provenance.DataWindow(
            "none: random weights", Instant.EPOCH, Instant.EPOCH.plusSeconds(1)),
        Map.of());
  }

  private static void parts(Path folder, long seed) throws IOException {
    TinyBert.write(folder.resolve("text-encoder"), (int) seed);
    RqVae quantizer = quantizer(folder.resolve("quantizer"), seed);
    seq2seq(Files.createDirectory(folder.resolve("seq2seq")), seed);
    index(folder, quantizer);
  }

  private static RqVae quantizer(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    RqVaeConfig config = new RqVaeConfig(16, 8, 6, 3, 5);
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    config
        .weightShapes()
        .forEach((name, shape) -> weights.put(name, HostTensor.normal(random, 0.7, shape)));
    new RqVae(config, weights).save(folder);
    return RqVae.load(folder);
  }

  private static void seq2seq(Path folder, long seed) throws IOException {
    Path tokenizerFile = folder.resolve("tokenizer.json");
    TokenizerMaker.make(
        QUERIES.stream().collect(Collectors.toMap(Function.identity(), query -> 1L)),
        120,
        tokenizerFile);
    try (QueryTokenizer tokenizer = QueryTokenizer.load(tokenizerFile);
        Seq2SeqModel model = Seq2SeqModel.untrained(config(tokenizer), seed, "cpu")) {
      model.save(folder, SafeTensors.Precision.F16);
      PriorWeights weights =
          new PriorWeights(
              new LeavingWeights(0.05, 0.01, 0.02, 0.02, 0.01),
              new EvidenceWeights(
                  0.5,
                  new ByKind(List.of(0.1), List.of(0.1), List.of(0.3), List.of(0.2)),
                  new ByKind(List.of(0.1), List.of(), List.of(0.1), List.of())));
      Files.write(folder.resolve("search.json"), JsonMapper.shared().writeValueAsBytes(weights));
    }
  }

  private static Seq2SeqConfig config(QueryTokenizer tokenizer) {
    return new Seq2SeqConfig(
        tokenizer.size(),
        16,
        1,
        1,
        2,
        2,
        32,
        32,
        96,
        "gelu",
        false,
        tokenizer.id(SpecialToken.PADDING),
        tokenizer.id(SpecialToken.START),
        tokenizer.id(SpecialToken.END),
        Seq2SeqConfig.CutWord.CHARACTERS,
        96,
        10);
  }

  private static void index(Path folder, RqVae quantizer) throws IOException {
    List<ObservedPrefix> known = List.of(new ObservedPrefix("re", Map.of("red shoes", 4)));
    try (QueryTokenizer tokenizer =
            QueryTokenizer.load(folder.resolve("seq2seq").resolve("tokenizer.json"));
        TextEncoder encoder = TextEncoder.load(folder.resolve("text-encoder"), "cpu")) {
      List<IndexedQuery> queries = new ArrayList<>();
      for (String query : QUERIES) {
        queries.add(new IndexedQuery(query, 100 - queries.size(), tokenizer.encode(query)));
      }
      new IndexBuilder(quantizer, RelatedSettings.DEFAULT)
          .queries(queries, List.of(encoder.embed(QUERIES)))
          .prefixes(known, List.of(encoder.embed("re")))
          .write(folder.resolve("index"));
    }
  }
}
