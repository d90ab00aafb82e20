package dev.onesug.serving.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {
  private static final String GUN = "rules: [{id: a, block: {words: [gun]}}]";
  private static final String KNIFE = "rules: [{id: a, block: {words: [knife]}}]";

  @TempDir Path folder;
  private final List<String> compiled = new ArrayList<>();
  private long writes;
  private Instant now = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void open_noFile_noRules() throws IOException {
    RuleFile rules = open();

    assertThat(rules.inForce(Scope.ANYWHERE).isNone()).isTrue();
    assertThat(rules.status().error()).isNull();
    look(rules);
    assertThat(rules.status().error()).isNull();
  }

  @Test
  void open_brokenFile_endsTheStart() throws IOException {
    write("rules: [{id: a}]");

    assertThatThrownBy(this::open).isInstanceOf(InvalidRulesException.class);
  }

  @Test
  void look_changedFile_isTakenOnceItIsWhole() throws IOException {
    write(GUN);
    RuleFile rules = open();
    write(KNIFE);

    rules.look();
    assertThat(blocks(rules, "gun")).isTrue();
    rules.look();

    assertThat(blocks(rules, "gun")).isFalse();
    assertThat(blocks(rules, "knife")).isTrue();
    assertThat(compiled).containsExactly(Rules.of(GUN).revision(), Rules.of(KNIFE).revision());
  }

  @Test
  void look_brokenFile_oldRulesStayUntilItIsRepaired() throws IOException {
    write(GUN);
    RuleFile rules = open();
    Instant loaded = rules.status().loaded();
    now = now.plusSeconds(60);

    write("rules: [{id: a, block: {matching: ['(']}}]");
    look(rules);

    assertThat(blocks(rules, "gun")).isTrue();
    assertThat(rules.status().loaded()).isEqualTo(loaded);
    assertThat(rules.status().error())
        .isEqualTo(
            file()
                + ": rules[0].block.matching[0]: ( (expected: a regular expression of RE2; missing"
                + " closing ))");
    assertThat(health(rules)).containsEntry("error", rules.status().error());

    write(KNIFE);
    look(rules);

    assertThat(blocks(rules, "knife")).isTrue();
    assertThat(health(rules)).doesNotContainKey("error").containsEntry("rules", 1);
  }

  @Test
  void look_fileGone_oldRulesStay() throws IOException {
    write(GUN);
    RuleFile rules = open();

    Files.delete(file());
    look(rules);

    assertThat(blocks(rules, "gun")).isTrue();
    assertThat(rules.status().error())
        .isEqualTo(file() + ": gone (expected: there; an empty file has no rules)");
    write(GUN);
    look(rules);
    assertThat(rules.status().error()).isNull();
  }

  /**
   * As Kubernetes swaps what it mounts: the link moves, time and size of the files may be equal.
   */
  @Test
  void look_linkToAnotherFile_isTaken() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), GUN + "  ");
    Path two = Files.writeString(folder.resolve("two"), KNIFE);
    Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
    Files.createSymbolicLink(file(), one);
    RuleFile rules = open();

    Path next = Files.createSymbolicLink(folder.resolve("next"), two);
    Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
    look(rules);

    assertThat(blocks(rules, "knife")).isTrue();
  }

  @Test
  void replace_document_isInForceAndInTheFile() throws IOException {
    write(GUN);
    RuleFile rules = open();

    RuleFile.Status status = rules.replace(bytes(KNIFE));

    assertThat(status.persisted()).isTrue();
    assertThat(blocks(rules, "knife")).isTrue();
    assertThat(Files.readString(file())).isEqualTo(KNIFE);
    assertThat(open().status().document().rules().revision())
        .isEqualTo(rules.status().document().rules().revision());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void replace_brokenDocument_changesNothing() throws IOException {
    write(GUN);
    RuleFile rules = open();

    assertThatThrownBy(() -> rules.replace(bytes("rules: 7")))
        .isInstanceOf(InvalidRulesException.class);

    assertThat(blocks(rules, "gun")).isTrue();
    assertThat(Files.readString(file())).isEqualTo(GUN);
  }

  @Test
  void replace_whereNothingCanBeWritten_holdsUntilTheFileChanges() throws IOException {
    Path absent = folder.resolve("absent/rules.yaml");
    RuleFile rules = new RuleFile(absent, () -> now, set -> {});

    assertThat(rules.replace(bytes(GUN)).persisted()).isFalse();
    look(rules);
    assertThat(blocks(rules, "gun")).isTrue();

    Files.createDirectory(absent.getParent());
    Files.writeString(absent, KNIFE);
    look(rules);
    assertThat(blocks(rules, "knife")).isTrue();
    assertThat(rules.status().persisted()).isTrue();
  }

  @Test
  void watch_changedFile_isTakenAndTold() throws Exception {
    write(GUN);
    RuleFile rules = new RuleFile(file(), InstantSource.system(), set -> {});
    CountDownLatch told = new CountDownLatch(1);
    RuleWatch watch = new RuleWatch(rules, Duration.ofMillis(20), told::countDown);
    write(KNIFE);
    assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
    watch.close();
    assertThat(blocks(rules, "knife")).isTrue();
  }

  @Test
  void watch_changeInOneLocaleAlone_isTold() throws Exception {
    write("rules: [{id: a, locale: de, block: {words: [gun]}}]");
    RuleFile rules = new RuleFile(file(), InstantSource.system(), set -> {});
    CountDownLatch told = new CountDownLatch(1);
    RuleWatch watch = new RuleWatch(rules, Duration.ofMillis(20), told::countDown);
    write("rules: [{id: a, locale: de, block: {words: [knife]}}]");
    assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
    watch.close();
    assertThat(rules.inForce(new Scope("de", null)).shown("knife")).isNull();
  }

  @Test
  void watch_listenerFails_isToldAgain() throws Exception {
    write(GUN);
    RuleFile rules = new RuleFile(file(), InstantSource.system(), set -> {});
    CountDownLatch told = new CountDownLatch(2);
    Runnable failing =
        () -> {
          told.countDown();
          throw new IllegalStateException("wanted by the test");
        };
    RuleWatch watch = new RuleWatch(rules, Duration.ofMillis(20), failing);
    write(KNIFE);
    assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
    watch.close();
  }

  /** Two looks: at what is new, and whether it stays. */
  private static void look(RuleFile rules) {
    rules.look();
    rules.look();
  }

  private RuleFile open() throws IOException {
    return new RuleFile(file(), () -> now, set -> compiled.add(set.revision()));
  }

  private Path file() {
    return folder.resolve("rules.yaml");
  }

  /** Time and size of two writes may be the same in a test; a person is slower. */
  private void write(String document) throws IOException {
    Files.writeString(file(), document);
    Files.setLastModifiedTime(file(), FileTime.from(Instant.ofEpochSecond(++writes)));
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean blocks(RuleFile rules, String text) {
    return rules.inForce(Scope.ANYWHERE).shown(text) == null;
  }

  private static Map<String, Object> health(RuleFile rules) {
    return new RulesHealth(rules).health().getDetails();
  }
}
