package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.Origin;
import java.util.List;

/** Who was asked, what, where and how. */
record MethodSection(EvaluationReport report) {

  Section suggesters() {
    return new Section(
        "Who was asked",
        "Every suggester answered the same held-out searches with at most 16 queries, and knew the"
            + " same training window.",
        Html.table(
            List.of("Suggester", "What it is"),
            report.suggesters().stream()
                .map(result -> List.of(Html.text(result.name()), Html.text(result.description())))
                .toList()));
  }

  Section section() {
    Origin origin = report.origin();
    String commit = origin.commit() == null ? "not known" : origin.commit();
    return new Section(
        "How it was measured",
        behaviour()
            + " Intervals are percentile bootstraps over requests, which takes requests of one user"
            + " as independent; all suggesters and metrics of a part share their drawings, so that"
            + " differences are paired. Head prefixes are the most frequent that make up a third of"
            + " the training searches, torso those of the next third. A prefix leaves open more than"
            + " 16 queries if the training searches under it have more than 4 bits of entropy."
            + " Misspelt is a text of at least three letters that would be a beginning of the"
            + " searched query but for one slip.",
        Html.table(
            List.of("", ""),
            List.of(
                List.of("Data", Html.text(origin.data())),
                List.of("Command", "<code>" + Html.text(origin.command()) + "</code>"),
                List.of("Commit", "<code>" + Html.text(commit) + "</code>"),
                List.of("Machine", Html.text(origin.machine())),
                List.of("Times", Html.text(times())),
                List.of(
                    "Seed, resamples",
                    report.settings().seed() + ", " + report.settings().resamples()))));
  }

  private String behaviour() {
    return report.origin().simulated()
        ? "The behaviour is simulated: users, typing, what they clicked and what they ordered come"
            + " from a seeded simulator, and so does the cascade that showed them suggestions. The"
            + " figures compare suggesters with one another; they do not foretell a real shop."
        : "The behaviour was recorded by a real service.";
  }

  private String times() {
    String together =
        " A model version was timed on some searches, asked one after the other; the others it was"
            + " asked beside each other, as a service under load answers them.";
    return (report.askedAtOnce() == 1
            ? "One suggester was asked after the other, one request at a time."
            : ("%d suggesters were asked at the same time, each one request at a time on a thread of"
                    + " its own: they share caches and memory, and nothing else ran in the program.")
                .formatted(report.askedAtOnce()))
        + together;
  }
}
