package dev.onesug.serving.rules;

import dev.onesug.serving.files.FileReplacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of a file, read again when it changes. A file that is damaged, or is gone, changes
 * nothing: the rules from before stay, and {@link Status#error} says so. Safe for concurrent use.
 */
public final class RuleFile implements RuleSource {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFile.class);

  private final Path file;
  private final InstantSource clock;
  private final Consumer<RuleSet> beforeUse;

  /** What the file was when it was last read, whether or not it was taken. */
  private @Nullable Seen read;

  /** What it was at the last look. */
  private @Nullable Seen looked;

  private volatile Status status;

  /** Of a file behind links, as Kubernetes mounts one, the target is what changes. */
  private record Seen(Path target, FileTime changed, long size) {}

  /**
   * How the rules came to be what they are.
   *
   * @param document that is in force
   * @param loaded when it came into force
   * @param persisted whether it is what the file says; not so after a call where the file could not
   *     be written
   * @param error why the file as it is now was not taken; null where it was
   */
  public record Status(
      RuleDocument document, Instant loaded, boolean persisted, @Nullable String error) {
    private Status refused(String reason) {
      return new Status(document, loaded, persisted, reason);
    }
  }

  /**
   * Reads the file; none is no rules.
   *
   * @param beforeUse gets new rules before the first keystroke is under them
   * @throws InvalidRulesException if the file is damaged: there are no rules from before
   * @throws IOException if it is there and cannot be read
   */
  public RuleFile(Path file, InstantSource clock, Consumer<RuleSet> beforeUse) throws IOException {
    this.file = file;
    this.clock = clock;
    this.beforeUse = beforeUse;
    status = new Status(RuleDocument.EMPTY, clock.instant(), true, null);
    read = seen();
    looked = read;
    if (read != null) {
      use(RuleDocument.parse(Files.readAllBytes(file)), true);
    }
  }

  @Override
  public RulesInForce inForce(Scope scope) {
    return status.document().rules().inForce(scope, clock.instant());
  }

  /** As {@link RuleSet#usual}, now. */
  List<RulesInForce> usual() {
    return status.document().rules().usual(clock.instant());
  }

  public Status status() {
    return status;
  }

  public Path path() {
    return file;
  }

  /**
   * Looks at the file, and reads it if it is not what it was when it was read last. One that still
   * changes from look to look is left to the next look: it is being written.
   */
  public synchronized void look() {
    Seen now = seen();
    boolean isSettled = Objects.equals(now, looked);
    looked = now;
    if (isSettled && !Objects.equals(now, read)) {
      read = now;
      reload(now);
    }
  }

  private void reload(@Nullable Seen now) {
    if (now == null) {
      refuse(file + ": gone (expected: there; an empty file has no rules)");
      return;
    }
    try {
      use(RuleDocument.parse(Files.readAllBytes(file)), true);
    } catch (InvalidRulesException | IOException e) {
      refuse(file + ": " + e.getMessage());
    }
  }

  private void refuse(String reason) {
    status = status.refused(reason);
    LOG.error("Rules are not reloaded, those from before stay: {}", reason);
  }

  /**
   * Puts other rules in the place of these, in the file too.
   *
   * @return the new status; where the file could not be written, the rules hold until it changes or
   *     the service ends
   * @throws InvalidRulesException if the document is refused; nothing changes then
   */
  public synchronized Status replace(byte[] bytes) {
    RuleDocument document = RuleDocument.parse(bytes);
    boolean isWritten = write(bytes);
    // A look must not take what was just written, or what was there before, for a change.
    read = seen();
    looked = read;
    use(document, isWritten);
    return status;
  }

  private boolean write(byte[] bytes) {
    try {
      FileReplacement.write(file, bytes);
      return true;
    } catch (IOException e) {
      LOG.warn("Rules hold until the next start, {} cannot be written: {}", file, e.toString());
      return false;
    }
  }

  private void use(RuleDocument document, boolean isPersisted) {
    beforeUse.accept(document.rules());
    status = new Status(document, clock.instant(), isPersisted, null);
    LOG.info(
        "{} rules are in force, revision {}", document.rules().size(), document.rules().revision());
  }

  /** Null where there is no file that can be read. */
  private @Nullable Seen seen() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(file.toRealPath(), attributes.lastModifiedTime(), attributes.size());
    } catch (IOException e) {
      return null;
    }
  }
}
