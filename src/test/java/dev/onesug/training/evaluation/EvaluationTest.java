package dev.onesug.training.evaluation;

import static dev.onesug.training.evaluation.RankingMetric.HR_1;
import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;
import static dev.onesug.training.evaluation.RankingMetric.NDCG_16;
import static dev.onesug.training.evaluation.RankingMetric.SAVED_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final Origin ORIGIN =
      new Origin(Instant.EPOCH, "a machine", null, "evaluate", "the <test> log", true);
  private static final QueryCounts QUERIES =
      QueryCounts.of(Map.of("apple", 9, "apricot", 5, "banana", 7, "bread", 3, "broom", 2));
  private static final List<BehaviourLevel> LEVELS =
      List.of(BehaviourLevel.QUERY_CLICK, BehaviourLevel.ITEM_CLICK, BehaviourLevel.ORDER);
  private static final TrainingWindow TRAINING =
      new TrainingWindow(
          QUERIES,
          PrefixCounts.of(Map.of("a", Map.of("apple", 6, "apricot", 4), "ap", Map.of("apple", 2))));

  @TempDir Path folder;

  /** Answers as a function says. */
  private record Answering(String name, Function<EvaluationRequest, List<String>> answers)
      implements Suggester {
    static Answering always(String name, String... answer) {
      return new Answering(name, request -> List.of(answer));
    }

    @Override
    public String description() {
      return "Made for a test";
    }

    @Override
    public List<String> suggest(EvaluationRequest request, int limit) {
      return answers.apply(request);
    }
  }

  private static Trial trial(
      String prefix, String target, BehaviourLevel level, String... history) {
    return new Trial(
        new EvaluationRequest(
            prefix, new UserContext(History.untimed(List.of(history)), Profile.UNKNOWN)),
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
    return evaluation(requests, 3);
  }

  private static Evaluation evaluation(int requests, long seed) {
    EvaluationSettings settings = new EvaluationSettings(requests, 200, 0, List.of(32), seed);
    return new Evaluation(settings, TRAINING, QUERIES::contains, 2);
  }

  @Test
  void run_scriptedAnswers_countsAsByHand() {
    List<Trial> trials =
        List.of(
            trial("a", "apple", BehaviourLevel.ITEM_CLICK),
            trial("b", "bread", BehaviourLevel.QUERY_CLICK),
            trial("b", "broom", BehaviourLevel.ORDER),
            trial("b", "banana", BehaviourLevel.ORDER));
    Answering ours = Answering.always("ours", "apple", "bread", "bread", "ghost");
    Answering silent = Answering.always("silent");
    EvaluationReport report =
        evaluation(100).run(trials, List.of(ours, silent), ORIGIN, Progress.NONE);

    SliceResult all = report.overall();
    assertThat(all.requests()).isEqualTo(4);
    SliceResult.Scores scores = all.scores().get(0);
    assertThat(scores.mean(HR_1).mean()).isEqualTo(0.25);
    assertThat(scores.mean(HR_16).mean()).isEqualTo(0.5);
    assertThat(scores.mean(MRR_16).mean()).isEqualTo((1 + 0.5) / 4);
    // Gains 1.5 and 1 of 1.5 + 1 + 2 + 2; the second at rank 2.
    assertThat(scores.mean(NDCG_16).mean())
        .isEqualTo((1.5 + Math.log(2) / Math.log(3)) / 6.5, within(1e-12));
    // Four letters each, of 5 + 5 + 5 + 6.
    assertThat(scores.mean(SAVED_16).mean()).isEqualTo(8.0 / 21, within(1e-12));
    assertThat(report.suggesters().get(0).lists().invalidShare()).isEqualTo(0.25);
    assertThat(report.suggesters().get(1).lists().emptyShare()).isEqualTo(1);
    SliceResult.Scores theirs = all.scores().get(1);
    assertThat(theirs.lead(HR_16).mean()).isEqualTo(0.5);
    assertThat(theirs.lead(NDCG_16).mean()).isEqualTo(scores.mean(NDCG_16).mean());
    assertThatThrownBy(() -> scores.lead(HR_16)).hasMessage("HR@16 of ours: not in the report");
    assertThat(report.headline()).containsEntry("HR@16", 0.5).hasSize(6);
    assertThat(report.askedAtOnce()).isEqualTo(2);
    assertThat(report.leftOut()).containsEntry("What followed: ordered", 2);
    assertThat(report.orders()).isEmpty();
  }

  @Test
  void run_askedByManyThreads_figuresOfOneByOne() {
    List<Trial> trials = randomTrials(3000);
    Suggester one = new MostPopularCompletion(QUERIES);
    Suggester many =
        new Suggester() {
          @Override
          public String name() {
            return "many";
          }

          @Override
          public String description() {
            return "Made for a test";
          }

          @Override
          public int concurrency() {
            return 4;
          }

          @Override
          public List<String> suggest(EvaluationRequest request, int limit) {
            return one.suggest(request, limit);
          }
        };
    EvaluationReport report =
        evaluation(3000).run(trials, List.of(one, many), ORIGIN, Progress.NONE);

    SliceResult all = report.overall();
    assertThat(all.scores().get(1).mean(MRR_16)).isEqualTo(all.scores().get(0).mean(MRR_16));
    assertThat(report.suggesters()).extracting(SuggesterResult::timed).containsExactly(3000, 500);
    assertThat(report.suggesters().get(1).lists()).isEqualTo(report.suggesters().get(0).lists());
  }

  @Test
  void run_sameSeed_sameFigures() {
    List<Trial> trials = randomTrials(400);
    List<Suggester> suggesters = List.of(new MostPopularCompletion(QUERIES));
    EvaluationReport once = evaluation(150).run(trials, suggesters, ORIGIN, Progress.NONE);
    EvaluationReport again = evaluation(150).run(trials, suggesters, ORIGIN, Progress.NONE);
    assertThat(once.slices()).isEqualTo(again.slices());
    assertThat(once.overall().requests()).isEqualTo(150);
    EvaluationReport other = evaluation(150, 4).run(trials, suggesters, ORIGIN, Progress.NONE);
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
    Set<String> groups =
        report.slices().stream().map(SliceResult::group).collect(Collectors.toSet());
    assertThat(groups).hasSize(9);
    for (String group : groups) {
      assertThat(
              report.slices().stream()
                      .filter(slice -> slice.group().equals(group))
                      .mapToInt(SliceResult::requests)
                      .sum()
                  + report.leftOut().entrySet().stream()
                      .filter(part -> part.getKey().startsWith(group + ": "))
                      .mapToInt(Map.Entry::getValue)
                      .sum())
          .as(group)
          .isEqualTo(1500);
    }
  }

  @Test
  void run_progress_countsEveryQuestion() {
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    evaluation(20)
        .run(
            randomTrials(20),
            List.of(new MostPopularCompletion(QUERIES), Answering.always("silent")),
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
  void run_twoOfOneName_namesIt() {
    Answering twin = Answering.always("twin");
    assertThatThrownBy(
            () -> evaluation(1).run(randomTrials(1), List.of(twin, twin), ORIGIN, Progress.NONE))
        .hasMessage("suggesters: two are named twin (expected: different names)");
  }

  @Test
  void run_severalSuggesters_eachIsAskedByOneThread() {
    Map<String, Set<Thread>> askers = new ConcurrentHashMap<>();
    List<Suggester> suggesters =
        Stream.of("a", "b", "c").<Suggester>map(name -> watched(name, askers)).toList();
    evaluation(300).run(randomTrials(300), suggesters, ORIGIN, Progress.NONE);
    assertThat(askers.values()).hasSize(3).allMatch(threads -> threads.size() == 1);
    assertThat(askers.values().stream().flatMap(Set::stream).distinct().count()).isBetween(1L, 2L);
  }

  private static Answering watched(String name, Map<String, Set<Thread>> askers) {
    return new Answering(
        name,
        request -> {
          askers
              .computeIfAbsent(name, n -> ConcurrentHashMap.newKeySet())
              .add(Thread.currentThread());
          return List.of();
        });
  }

  @Test
  void run_failingSuggester_endsTheOthersAndSaysWhy() {
    AtomicInteger asked = new AtomicInteger();
    Answering slow =
        new Answering(
            "slow",
            request -> {
              asked.incrementAndGet();
              LockSupport.parkNanos(1_000_000);
              return List.of();
            });
    Answering broken =
        new Answering(
            "broken",
            request -> {
              throw new IllegalStateException("broken");
            });
    List<Trial> trials = randomTrials(60_000);
    assertThatThrownBy(
            () -> evaluation(60_000).run(trials, List.of(broken, slow), ORIGIN, Progress.NONE))
        .hasMessage("broken");
    assertThat(asked.get()).isLessThan(60_000);
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
    Path json = folder.resolve("evaluation.json");
    report.write(json);
    assertThat(EvaluationReport.read(json)).isEqualTo(report);
  }
}
