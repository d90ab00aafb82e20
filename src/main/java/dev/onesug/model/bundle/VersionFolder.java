package dev.onesug.model.bundle;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a version: listed, compared with the manifest, made durable, removed. */
record VersionFolder(Path path) {
  /** Windows has no call that makes a folder's entries durable. */
  private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

  /** Every file but the manifest, by its path with forward slashes. */
  Map<String, FileEntry> entries() throws IOException {
    Map<String, FileEntry> entries = new TreeMap<>();
    for (Path file : tree()) {
      if (Files.isRegularFile(file) && !nameOf(file).equals(Manifest.FILE_NAME)) {
        entries.put(nameOf(file), FileEntry.of(file));
      }
    }
    return entries;
  }

  /**
   * Reads all files.
   *
   * @param pace asked many times
   * @throws BundleException if a file is missing, altered, or not in the manifest
   */
  void verify(Manifest manifest, Pace pace) throws IOException {
    for (Path file : tree()) {
      String name = nameOf(file);
      if (Files.isRegularFile(file)
          && !name.equals(Manifest.FILE_NAME)
          && !manifest.files().containsKey(name)) {
        throw new BundleException(
            file, "not part of this version (expected: a file named in bundle.json)");
      }
    }
    for (Map.Entry<String, FileEntry> entry : manifest.files().entrySet()) {
      entry.getValue().verify(path.resolve(entry.getKey()), pace);
    }
  }

  /** Waits until every file and every folder's list of files would survive a power cut. */
  void force() throws IOException {
    for (Path entry : tree()) {
      force(entry);
    }
  }

  static void force(Path fileOrFolder) throws IOException {
    boolean folder = Files.isDirectory(fileOrFolder);
    if (folder && !FOLDERS_CAN_BE_FORCED) {
      return;
    }
    StandardOpenOption access = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(fileOrFolder, access)) {
      channel.force(true);
    }
  }

  /** Removes the folder and all that is in it, if it is there. */
  void delete() throws IOException {
    if (Files.exists(path)) {
      for (Path entry : tree()) {
        Files.delete(entry);
      }
    }
  }

  /** What is in a folder comes before the folder. */
  private List<Path> tree() throws IOException {
    try (Stream<Path> tree = Files.walk(path)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private String nameOf(Path file) {
    return path.relativize(file).toString().replace(File.separatorChar, '/');
  }
}
