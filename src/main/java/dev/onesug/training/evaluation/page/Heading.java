package dev.onesug.training.evaluation.page;

import static dev.onesug.training.evaluation.RankingMetric.HR_16;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.SliceResult.Scores;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The question of the page and its answer in three sentences. */
record Heading(EvaluationReport report) {

  String html() {
    boolean simulated = report.origin().simulated();
    return """
        <header>
        <h1>How good are the suggestions of %s?%s</h1>
        <p class="lead">%s</p>
        <p class="meta">%s · %s requests · %s</p>
        </header>"""
        .formatted(
            Html.text(ours().suggester()),
            Section.badge(simulated),
            others().isEmpty() ? found() : found() + " " + againstBest() + " " + againstAll(),
            report.origin().created(),
            Html.count(report.overall().requests()),
            Html.text(report.origin().data()));
  }

  private Scores ours() {
    return report.overall().scores().get(0);
  }

  /** What it competes with. */
  private List<Scores> others() {
    List<Scores> all = report.overall().scores();
    return IntStream.range(1, all.size())
        .filter(place -> !report.suggesters().get(place).ceiling())
        .mapToObj(all::get)
        .toList();
  }

  private String found() {
    return "The query that %s went on to search is among the first 16 suggestions in <b>%s&nbsp;%%</b> of the requests."
        .formatted(
            report.origin().simulated() ? "a simulated user" : "the user",
            Html.percent(ours().mean(HR_16).mean()));
  }

  private String againstBest() {
    Scores best =
        others().stream()
            .max(Comparator.comparingDouble(other -> other.mean(HR_16).mean()))
            .orElseThrow();
    Estimate lead = best.lead(HR_16);
    return "Against the best of the others, %s, that is <b>%s points</b> (95&nbsp;%% interval %s to %s): %s."
        .formatted(
            Html.text(best.suggester()),
            Html.points(lead.mean()),
            Html.points(lead.low()),
            Html.points(lead.high()),
            switch (Verdict.of(lead)) {
              case BETTER -> "better, the interval excludes zero";
              case WORSE -> "worse, the interval excludes zero";
              case UNCLEAR -> "no difference is shown, the interval holds zero";
            });
  }

  private String againstAll() {
    return "By the same measure it is better than %d of the %d others and worse than %d; the other differences chance explains."
        .formatted(with(Verdict.BETTER), others().size(), with(Verdict.WORSE));
  }

  private long with(Verdict verdict) {
    return others().stream().filter(other -> Verdict.of(other.lead(HR_16)) == verdict).count();
  }
}
