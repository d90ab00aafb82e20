package dev.onesug.training.evaluation;

import static dev.onesug.training.evaluation.RankingMetric.HR_1;
import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final Origin ORIGIN =
      new Origin(Instant.EPOCH, "a machine", null, "evaluate", "the <test> log", true);
  private static final QueryCounts QUERIES =
      QueryCounts.of(Map.of("apple", 9, "apricot", 5, "banana", 7, "bread", 3, "broom", 2));
  private static final List<BehaviourLevel> LEVELS =
      List.of(BehaviourLevel.QUERY_CLICK, BehaviourLevel.ITEM_CLICK, BehaviourLevel.ORDER);
  private static final TrainingWindow TRAINING = new TrainingWindow(QUERIES, Set.of("a", "ap"));

  @TempDir Path folder;

  /** Answers from a script: the target at a fixed rank, with invalid filling. */
  private record Scripted(String name, List<String> answer) implements Suggester {
    @Override
    public String description() {
      return "Says " + answer;
    }

    @Override
    public List<String> suggest(EvaluationRequest request, int limit) {
      return answer;
    }
  }

  private static Trial trial(
      String prefix, String target, BehaviourLevel level, String... history) {
    return new Trial(
        new EvaluationRequest(prefix, new UserContext(List.of(history), Profile.UNKNOWN)),
        target,
        level);
  }

  private static List<Trial> randomTrials(int count) {
    SplittableRandom random = new SplittableRandom(5);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String target = QUERIES.query(random.nextInt(QUERIES.size()));
      String prefix = target.substring(0, 1 + random.nextInt(target.length()));
      BehaviourLevel level = LEVELS.get(random.nextInt(LEVELS.size()));
      trials.add(
          random.nextBoolean()
              ? trial(prefix, target, level, "bread")
              : trial(prefix, target, level));
    }
    return trials;
  }

  private static Evaluation evaluation(int requests) {
    return new Evaluation(new EvaluationSettings(requests, 200, 0, 3), TRAINING, QUERIES::contains);
  }

  @Test
  void run_scriptedAnswers_countsAsByHand() {
    List<Trial> trials =
        List.of(
            trial("a", "apple", BehaviourLevel.ITEM_CLICK),
            trial("b", "bread", BehaviourLevel.QUERY_CLICK),
            trial("b", "broom", BehaviourLevel.ORDER),
            trial("b", "banana", BehaviourLevel.ORDER));
    Scripted ours = new Scripted("ours", List.of("apple", "bread", "bread", "ghost"));
    Scripted silent = new Scripted("silent", List.of());
    EvaluationReport report =
        evaluation(100).run(trials, List.of(ours, silent), ORIGIN, Progress.NONE);

    SliceResult all = report.overall();
    assertThat(all.requests()).isEqualTo(4);
    assertThat(all.estimate(0, HR_1).mean()).isEqualTo(0.25);
    assertThat(all.estimate(0, HR_16).mean()).isEqualTo(0.5);
    assertThat(all.estimate(0, MRR_16).mean()).isEqualTo((1 + 0.5) / 4);
    assertThat(report.suggesters().get(0).invalidShare()).isEqualTo(0.25);
    assertThat(report.suggesters().get(0).duplicateShare()).isEqualTo(0.25);
    assertThat(report.suggesters().get(0).emptyShare()).isZero();
    assertThat(report.suggesters().get(1).emptyShare()).isEqualTo(1);
    assertThat(report.suggesters().get(1).invalidShare()).isZero();
    assertThat(report.comparisons()).hasSize(1);
    assertThat(report.comparisons().get(0).differences().get(HR_16).mean()).isEqualTo(0.5);
    assertThat(report.headline()).containsEntry("HR@16", 0.5);
  }

  @Test
  void run_sameSeed_sameFigures() {
    List<Trial> trials = randomTrials(400);
    List<Suggester> suggesters = List.of(new MostPopularCompletion(QUERIES));
    EvaluationReport once = evaluation(150).run(trials, suggesters, ORIGIN, Progress.NONE);
    EvaluationReport again = evaluation(150).run(trials, suggesters, ORIGIN, Progress.NONE);
    assertThat(once.slices()).isEqualTo(again.slices());
    assertThat(once.overall().requests()).isEqualTo(150);
    EvaluationReport other =
        new Evaluation(new EvaluationSettings(150, 200, 0, 4), TRAINING, QUERIES::contains)
            .run(trials, suggesters, ORIGIN, Progress.NONE);
    assertThat(other.slices()).isNotEqualTo(once.slices());
  }

  @Test
  void run_everySplit_sumsUpToTheWhole() {
    EvaluationReport report =
        evaluation(2000)
            .run(
                randomTrials(1500),
                List.of(new MostPopularCompletion(QUERIES)),
                ORIGIN,
                Progress.NONE);
    for (String group : Set.of("Letters typed", "What followed", "Prefix", "User")) {
      assertThat(
              report.slices().stream()
                  .filter(slice -> slice.group().equals(group))
                  .mapToInt(SliceResult::requests)
                  .sum())
          .as(group)
          .isEqualTo(1500);
    }
  }

  @Test
  void run_progress_countsEveryQuestion() {
    Set<Long> seen = new HashSet<>();
    evaluation(20)
        .run(
            randomTrials(20),
            List.of(new MostPopularCompletion(QUERIES), new Scripted("silent", List.of())),
            ORIGIN,
            (done, total, detail) -> {
              assertThat(total).isEqualTo(40);
              seen.add(done);
            });
    assertThat(seen).hasSize(40);
  }

  @Test
  void run_nothingHeldOut_namesTheRule() {
    assertThatThrownBy(() -> evaluation(1).run(List.of(), List.of(), ORIGIN, Progress.NONE))
        .hasMessage("heldOut: 0, suggesters: 0 (expected: at least one of each)");
  }

  @Test
  void write_report_readsBackTheSame() throws IOException {
    EvaluationReport report =
        evaluation(300)
            .run(
                randomTrials(300),
                List.of(new MostPopularCompletion(QUERIES), new LuceneFuzzy(QUERIES)),
                ORIGIN,
                Progress.NONE)
            .withStages(Map.of("quantize", Map.of("collisionRate", 0.25, "codes", List.of(3, 4))));
    report.write(folder);
    assertThat(EvaluationReport.read(folder.resolve("evaluation.json"))).isEqualTo(report);
  }

  @Test
  void write_page_isSelfContainedEscapesTextAndSaysSimulated() throws IOException {
    Scripted nasty = new Scripted("<script>alert('x')</script>", List.of("apple"));
    evaluation(300)
        .run(randomTrials(300), List.of(nasty, new LuceneFuzzy(QUERIES)), ORIGIN, Progress.NONE)
        .withStages(Map.of("al<i>gn", Map.of("recallAt10", Map.of("gain", "<b>0.1</b>"))))
        .write(folder);
    String page = Files.readString(folder.resolve("evaluation.html"));
    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
        .contains("the &lt;test&gt; log")
        .contains("al&lt;i&gt;gn")
        .contains("&lt;b&gt;0.1&lt;/b&gt;")
        .contains("recall at10 · gain")
        .contains("<span class=\"badge\">simulated</span>")
        .doesNotContain("<script", "al<i>gn", "<b>0.1", "http:", "https:", "NaN");
  }
}
