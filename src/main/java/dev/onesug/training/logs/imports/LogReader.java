package dev.onesug.training.logs.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads files of one format. */
interface LogReader {
  void read(List<Path> files, Intake intake) throws IOException;
}
