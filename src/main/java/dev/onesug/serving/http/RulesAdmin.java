package dev.onesug.serving.http;

import dev.onesug.serving.http.Problem.Kind;
import dev.onesug.serving.rules.InvalidRulesException;
import dev.onesug.serving.rules.RuleDocument;
import dev.onesug.serving.rules.RuleFile;
import dev.onesug.serving.rules.RuleFile.Status;
import dev.onesug.serving.rules.RuleSet;
import dev.onesug.serving.rules.Scope;
import dev.onesug.serving.suggest.RuleTrial;
import dev.onesug.serving.suggest.RuleTrial.Change;
import dev.onesug.serving.suggest.RuleTrial.Keystrokes;
import dev.onesug.serving.suggest.RuleTrial.Outcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The rules over HTTP, for operators: to read them, to replace them, to try others. A body is a
 * document as the file has it, whatever its content type says.
 */
public final class RulesAdmin {
  private static final int MOST_PREFIXES = 1000;

  private final RuleFile rules;
  private final RuleTrial trial;
  private final InstantSource clock;

  public RulesAdmin(RuleFile rules, RuleTrial trial, InstantSource clock) {
    this.rules = rules;
    this.trial = trial;
    this.clock = clock;
  }

  /**
   * What is in force.
   *
   * @param persisted whether the file says the same
   * @param error why the file as it is now was refused; null where it was not
   */
  record InForce(
      String revision,
      Instant loaded,
      String file,
      boolean persisted,
      @Nullable String error,
      @Nullable Object rules) {

    static InForce of(String file, Status status) {
      RuleDocument document = status.document();
      return new InForce(
          document.rules().revision(),
          status.loaded(),
          file,
          status.persisted(),
          status.error(),
          document.tree().get("rules"));
    }
  }

  /**
   * What a document would change.
   *
   * @param revision of the document
   * @param replaced revision of the rules that are in force
   */
  record Tried(
      String revision,
      String replaced,
      int compared,
      int notCompared,
      int changed,
      List<Change> changes) {

    static Tried of(RuleSet before, RuleSet after, Outcome outcome) {
      return new Tried(
          after.revision(),
          before.revision(),
          outcome.compared(),
          outcome.notCompared(),
          outcome.changes().size(),
          outcome.changes());
    }
  }

  /**
   * Where it is found.
   *
   * @param path of the rules; a dry run is below it
   */
  public RouterFunction<ServerResponse> routes(String path) {
    return RouterFunctions.route()
        .GET(path, request -> ok(inForce()))
        .POST(path, this::replace)
        .POST(path + "/dryrun", this::tryOut)
        .onError(Exception.class, (e, request) -> refusal(e))
        .build();
  }

  private InForce inForce() {
    return InForce.of(rules.path().toString(), rules.status());
  }

  private ServerResponse replace(ServerRequest request) throws IOException {
    rules.replace(body(request));
    return ok(inForce());
  }

  private ServerResponse tryOut(ServerRequest request) throws IOException {
    RuleSet before = rules.status().document().rules();
    RuleSet after = RuleDocument.parse(body(request)).rules();
    Keystrokes keystrokes = keystrokes(new QueryString(request.servletRequest().getQueryString()));
    return ok(Tried.of(before, after, trial.compare(before, after, keystrokes)));
  }

  private Keystrokes keystrokes(QueryString query) {
    List<String> prefixes = query.values("prefix");
    if (prefixes.size() > MOST_PREFIXES) {
      throw new InvalidInputException(
          "prefix", prefixes.size() + " of them", "at most " + MOST_PREFIXES);
    }
    return new Keystrokes(
        prefixes.stream().map(InputRules::prefix).toList(),
        InputRules.limit(query.value("limit")),
        InputRules.name("version", query.value("version")),
        new Scope(
            InputRules.name("locale", query.value("locale")),
            InputRules.name("category", query.value("category"))),
        instant(query.value("at")));
  }

  private Instant instant(@Nullable String value) {
    try {
      return value == null ? clock.instant() : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "at", String.valueOf(value), "a time such as 2026-12-01T00:00:00Z");
    }
  }

  private static byte[] body(ServerRequest request) throws IOException {
    return request.servletRequest().getInputStream().readNBytes(RuleDocument.MAX_BYTES + 1);
  }

  private static ServerResponse ok(Object body) {
    return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }

  private static ServerResponse refusal(Throwable e) {
    Problem problem = problem(e);
    return ServerResponse.status(problem.status()).contentType(Problem.MEDIA_TYPE).body(problem);
  }

  private static Problem problem(Throwable e) {
    return e instanceof InvalidRulesException invalid
        ? Problem.field(Kind.INVALID_INPUT, invalid.field(), invalid.value(), invalid.rule())
        : Refusals.problem(e);
  }
}
