package dev.onesug.benchmark;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One search: one input, one thread, nothing known before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark {
  @Param({"ONESUG_INT8", "ONESUG_FP16", "ONNX_INT8", "ONNX_FP32"})
  Engine engine = Engine.ONESUG_INT8;

  @Param({"FIXED", "REAL"})
  Work work = Work.FIXED;

  @Param({"S"})
  Geometry geometry = Geometry.S;

  private @Nullable Searcher searcher;

  @Setup
  public void open() throws IOException, OrtException {
    Path folder = Files.createTempDirectory("onesug-benchmark");
    try {
      GeneratedModel.write(folder, geometry);
      searcher = engine.open(folder, work);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  @Benchmark
  public Object search() throws OrtException {
    return Objects.requireNonNull(searcher).search();
  }

  @TearDown
  public void close() throws OrtException {
    Objects.requireNonNull(searcher).close();
  }
}
