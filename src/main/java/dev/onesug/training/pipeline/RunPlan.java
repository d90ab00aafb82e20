package dev.onesug.training.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run reads and writes. None of it changes what is learned, but the data.
 *
 * @param name of the version
 * @param runs the folder of all runs
 * @param lenders other runs, whose finished stages are used where they are just what this run needs
 * @param models the folder that the version is published into
 * @param baseEncoder the published text encoder that alignment starts from
 * @param baseSeq2Seq the published encoder-decoder that fine-tuning starts from; null for an
 *     untrained one
 * @param data what is learned from
 * @param parent folder of a published version that a round of reward-weighted ranking starts from;
 *     null to make one from scratch
 * @param device {@code cpu}, {@code cuda:N} or {@code auto}
 * @param command what makes this run again
 */
record RunPlan(
    String name,
    Path runs,
    List<Path> lenders,
    Path models,
    Path baseEncoder,
    @Nullable BaseSeq2Seq baseSeq2Seq,
    TrainingData data,
    @Nullable Path parent,
    String device,
    String command) {

  Path run() {
    return runs.resolve(name);
  }

  /** The same with the data as the run began with it. */
  RunPlan asBegun() throws IOException {
    return new RunPlan(
        name,
        runs,
        lenders,
        models,
        baseEncoder,
        baseSeq2Seq,
        data.asBegun(run(), lenders),
        parent,
        device,
        command);
  }
}
