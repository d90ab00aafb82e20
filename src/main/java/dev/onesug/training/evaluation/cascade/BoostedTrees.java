package dev.onesug.training.evaluation.cascade;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.onesug.training.progress.Progress;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gradient-boosted trees that rank (LambdaMART: Burges, "From RankNet to LambdaRank to LambdaMART",
 * MSR-TR-2010-82; Ke et al., "LightGBM", NeurIPS 2017). One thread grows them and one asks them, so
 * that the same rows and seed give the same scores. Owns native memory; close it. Not safe for use
 * by several threads.
 */
final class BoostedTrees implements AutoCloseable {
  private static final int MOST_ROUNDS = 500;

  /** Without anything to stop by. */
  private static final int ROUNDS_UNWATCHED = 100;

  /** Trees that may be grown without the held-out figure rising. */
  private static final int PATIENCE = 30;

  private static final String NOT_LOADED =
      "LightGBM: its native library does not load (on Linux it needs libgomp.so.1 of the system)";

  /** LightGBM numbers the data of a booster; the rows that it grows on are 0. */
  private static final int HELD_OUT = 1;

  private static final String TEMPORARY_FILES = "java.io.tmpdir";
  private static final String ONE_THREAD = "num_threads=1 verbosity=-1";
  private static final String GROWTH =
      "objective=lambdarank metric=ndcg eval_at=16 lambdarank_truncation_level=20"
          + " learning_rate=0.08 num_leaves=31 feature_fraction=0.8"
          + " deterministic=true force_row_wise=true ";

  /** In a leaf at least, if there are many rows; the few of a test are to be told apart too. */
  private static final int ROWS_IN_LEAF = 50;

  private static final int FEW_ROWS_IN_LEAF = 5;

  private static final int MANY_ROWS = 20_000;

  private static boolean loaded;

  private final LGBMBooster booster;

  private BoostedTrees(LGBMBooster booster) {
    this.booster = booster;
  }

  /**
   * Grows trees until a held-out figure, NDCG@16, rises no more.
   *
   * @param train not empty
   * @param dev held out; where it is empty, a fixed number of trees is grown
   */
  static BoostedTrees train(RankingRows train, RankingRows dev, long seed, Progress progress) {
    try {
      loadNative();
      int leaf = train.rows() < MANY_ROWS ? FEW_ROWS_IN_LEAF : ROWS_IN_LEAF;
      String parameters =
          "%s%s min_data_in_leaf=%d seed=%d"
              .formatted(GROWTH, ONE_THREAD, leaf, Math.floorMod(seed, Integer.MAX_VALUE));
      try (LGBMDataset rows = dataset(train, parameters, null);
          LGBMBooster growing = LGBMBooster.create(rows, parameters)) {
        int best = dev.isEmpty() ? grow(growing) : grow(growing, dev, rows, parameters, progress);
        // The text of the trees stands without the rows that they were grown on.
        String trees = growing.saveModelToString(0, best, FeatureImportanceType.GAIN);
        return new BoostedTrees(LGBMBooster.loadModelFromString(trees));
      }
    } catch (LGBMException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(NOT_LOADED, e);
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException(NOT_LOADED, e);
    }
  }

  /**
   * The library unpacks itself into the folder of temporary files, always under one name: two
   * processes would write over what the other one runs, which ends it. So each gets its own. It
   * does so as soon as its class is touched, so that the class cannot be asked whether it has.
   */
  private static synchronized void loadNative() throws IOException {
    if (loaded) {
      return;
    }
    String shared = System.getProperty(TEMPORARY_FILES);
    Path own = Files.createTempDirectory("onesug-lightgbm");
    // The last one named is deleted first: the folder behind what is in it.
    own.toFile().deleteOnExit();
    System.setProperty(TEMPORARY_FILES, own.toString());
    try {
      LGBMBooster.loadNative();
      loaded = true;
    } finally {
      System.setProperty(TEMPORARY_FILES, shared);
      try (Stream<Path> unpacked = Files.list(own)) {
        unpacked.map(Path::toFile).forEach(File::deleteOnExit);
      }
    }
  }

  private static LGBMDataset dataset(
      RankingRows rows, String parameters, @Nullable LGBMDataset reference) throws LGBMException {
    LGBMDataset dataset =
        LGBMDataset.createFromMat(
            rows.features(), rows.rows(), Feature.ALL.size(), true, parameters, reference);
    dataset.setField("label", rows.labels());
    dataset.setField("group", rows.groups());
    return dataset;
  }

  /** Grows a fixed number of trees. */
  private static int grow(LGBMBooster booster) throws LGBMException {
    for (int round = 0; round < ROUNDS_UNWATCHED; round++) {
      if (booster.updateOneIter()) {
        break;
      }
    }
    return ROUNDS_UNWATCHED;
  }

  /** Grows trees while the held-out figure rises; returns how many of them are the best. */
  private static int grow(
      LGBMBooster booster, RankingRows dev, LGBMDataset train, String parameters, Progress progress)
      throws LGBMException {
    try (LGBMDataset heldOut = dataset(dev, parameters, train)) {
      booster.addValidData(heldOut);
      int best = 1;
      double highest = -1;
      boolean finished = false;
      for (int round = 1; round <= MOST_ROUNDS && round <= best + PATIENCE && !finished; round++) {
        finished = booster.updateOneIter();
        double figure = booster.getEval(HELD_OUT)[0];
        if (figure > highest) {
          highest = figure;
          best = round;
        }
        progress.update(round, MOST_ROUNDS, "cascade: NDCG@16 %.4f".formatted(figure));
      }
      return best;
    }
  }

  /**
   * Scores rows.
   *
   * @param features [rows * F], row after row
   * @return [rows]: higher is better
   */
  double[] scores(float[] features) {
    int rows = features.length / Feature.ALL.size();
    if (rows == 0) {
      return new double[0];
    }
    try {
      return booster.predictForMat(
          features,
          rows,
          Feature.ALL.size(),
          true,
          PredictionType.C_API_PREDICT_RAW_SCORE,
          ONE_THREAD);
    } catch (LGBMException e) {
      throw failed(e);
    }
  }

  /** How much each feature's splits gained in all, in the order of the columns. */
  double[] gains() {
    try {
      return booster.featureImportance(0, FeatureImportanceType.GAIN);
    } catch (LGBMException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      booster.close();
    } catch (LGBMException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(LGBMException e) {
    return new IllegalStateException("LightGBM: " + e.getMessage(), e);
  }
}
