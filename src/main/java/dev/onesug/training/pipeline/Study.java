package dev.onesug.training.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Variants of one recipe, each trained with several seeds, to be measured beside each other. A
 * stage that two variants share is done once; after a cut, the study goes on where it stopped.
 *
 * @param recipe that the variants vary, beside the file of the study
 * @param seeds of training; the first one's runs are made first
 * @param seedKeys the keys of the recipe that a seed is written to
 * @param variants changes of the recipe by name of the variant; the first is the one under
 *     evaluation
 */
record Study(
    Path recipe,
    List<Long> seeds,
    List<String> seedKeys,
    Map<String, Map<String, @Nullable Object>> variants) {

  Study {
    if (seeds.isEmpty() || variants.isEmpty()) {
      throw new IllegalArgumentException(
          "seeds: %d, variants: %d (expected: at least 1 each)"
              .formatted(seeds.size(), variants.size()));
    }
  }

  static Study read(Path file) throws IOException {
    Study study = RecipeReader.read(file, Study.class);
    return new Study(
        file.resolveSibling(study.recipe), study.seeds, study.seedKeys, study.variants);
  }

  /**
   * A variant that is trained.
   *
   * @param name of the variant and its seed
   * @param folder of the version
   */
  record Trained(String name, Path folder) {}

  /**
   * Trains what is not trained yet, seed by seed.
   *
   * @param only the variants to train; none for all
   * @param plan makes the plan of a run by its name and the runs before it
   */
  List<Trained> train(Set<String> only, Function<Run, RunPlan> plan, StageListener listener)
      throws IOException {
    List<Trained> trained = new ArrayList<>();
    List<Path> runs = new ArrayList<>();
    for (long seed : seeds) {
      for (Map.Entry<String, Map<String, @Nullable Object>> variant : variants.entrySet()) {
        if (only.isEmpty() || only.contains(variant.getKey())) {
          String name = variant.getKey() + "-" + seed;
          RunPlan run = plan.apply(new Run(name, List.copyOf(runs)));
          Recipe changed = RecipeReader.read(recipe, changes(variant.getValue(), seed));
          trained.add(new Trained(name, new TrainingPipeline(changed, run, listener).draft()));
          runs.add(run.run());
        }
      }
    }
    return trained;
  }

  /** A run to be planned. */
  record Run(String name, List<Path> before) {}

  /** A seed of a part that the variant leaves out has nowhere to go. */
  private Map<String, @Nullable Object> changes(Map<String, @Nullable Object> variant, long seed) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    for (String key : seedKeys) {
      boolean leftOut =
          variant.entrySet().stream()
              .anyMatch(
                  change -> change.getValue() == null && key.startsWith(change.getKey() + "."));
      if (!leftOut) {
        changes.put(key, seed);
      }
    }
    changes.putAll(variant);
    return changes;
  }
}
