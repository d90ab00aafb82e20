package dev.onesug.training.evaluation;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.serving.versions.BundledModel;
import dev.onesug.training.evaluation.cascade.FairCascade;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that take part in an evaluation, in the order of the report: the versions, each at its widest
 * beam first, then what they are compared with. Holds the versions open.
 */
public final class Lineup implements AutoCloseable {
  private final List<Integer> beams;
  private final List<ModelVersion> versions = new ArrayList<>();
  private final List<Suggester> suggesters = new ArrayList<>();

  /**
   * An empty line-up.
   *
   * @param beams widths that each version is asked with
   */
  public Lineup(List<Integer> beams) {
    this.beams = beams.stream().sorted(Comparator.reverseOrder()).toList();
  }

  /**
   * Opens a version and adds it at every beam.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @throws IOException if it does not open
   */
  public void addVersion(LabelledVersion version, String device) throws IOException {
    ModelVersion opened = ModelVersion.open(version.folder(), device);
    versions.add(opened);
    for (int beam : beams) {
      String name = beams.size() == 1 ? version.label() : version.label() + ", beam " + beam;
      suggesters.add(new OneSug(new BundledModel(opened, beam), name, beam));
    }
  }

  /** Adds the first version's prior, where it has one, at the widest beam. */
  void addPrior() {
    if (first().hasPrior()) {
      suggesters.add(new PriorAlone(first(), beams.get(0)));
    }
  }

  /** Adds a cascade that will be trained over the first version's index and text encoder. */
  void addCascade(SampleFolder samples, EvaluationSettings settings, Progress progress) {
    suggesters.add(
        new TrainedCascade(
            () -> FairCascade.train(first(), samples, settings.cascade(), progress)));
  }

  /**
   * Adds what only counts.
   *
   * @param simulated whether the log comes from the simulated shop
   */
  void addBaselines(QueryCounts queries, boolean simulated) {
    suggesters.add(new MostPopularCompletion(queries));
    suggesters.add(new PopularSuffixes(queries));
    if (simulated) {
      // Nobody but the simulated shop is known to have run this cascade.
      suggesters.add(new ShopCascade(queries));
    }
    suggesters.add(new LuceneInfix(queries));
    suggesters.add(new LuceneFuzzy(queries));
  }

  /** Adds suggesters from elsewhere. */
  void add(List<Suggester> others) {
    suggesters.addAll(others);
  }

  /** The version under evaluation. */
  ModelVersion first() {
    return versions.get(0);
  }

  /** In the order of the report; closed with this. */
  public List<Suggester> suggesters() {
    return suggesters;
  }

  @Override
  public void close() {
    suggesters.forEach(Suggester::close);
    versions.forEach(ModelVersion::close);
  }
}
