package dev.onesug.serving.http;

import dev.onesug.serving.doors.Caller;
import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.suggest.QuerySuggester;
import dev.onesug.serving.suggest.SuggestRequest;
import dev.onesug.serving.suggest.Suggestions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /suggest}: one HTTP request to one call of the suggester, and its answer back. */
@RestController
public final class SuggestController {
  private static final String DEADLINE = "X-Deadline-Millis";
  private static final Logger LOG = LoggerFactory.getLogger(SuggestController.class);

  private final QuerySuggester suggester;
  private final Callers callers;
  private final boolean explainAllowed;

  /**
   * Makes the controller.
   *
   * @param callers decide whose history a request may use
   * @param explainAllowed whether {@code explain=true} is obeyed; where it is not, it is ignored
   */
  public SuggestController(QuerySuggester suggester, Callers callers, boolean explainAllowed) {
    this.suggester = suggester;
    this.callers = callers;
    this.explainAllowed = explainAllowed;
  }

  /** The form that caches may keep, as long as it names no user. */
  @GetMapping("/suggest")
  ResponseEntity<SuggestAnswer> get(
      HttpServletRequest request, @RequestHeader HttpHeaders headers) {
    SuggestRequest asked = SuggestCall.read(new QueryString(request.getQueryString()));
    return answer(asked, request, headers, true);
  }

  /** The form that can bring history and profile along. */
  @PostMapping(path = "/suggest", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SuggestAnswer> post(HttpServletRequest request, @RequestHeader HttpHeaders headers)
      throws IOException {
    SuggestRequest asked = SuggestCall.read(JsonBody.parse(BoundedBody.read(request)));
    return answer(asked, request, headers, false);
  }

  private ResponseEntity<SuggestAnswer> answer(
      SuggestRequest asked, HttpServletRequest http, HttpHeaders headers, boolean cacheable) {
    Caller caller = callers.identify(http, "userId", asked.userId());
    boolean explain = asked.explain() && explainAllowed;
    String requestId = RequestId.of(http);
    SuggestRequest request =
        asked
            .by(caller.userId())
            .pinnedTo(headers.getFirst(AnswerHeaders.MODEL_VERSION))
            .within(InputRules.deadline(DEADLINE, headers.getFirst(DEADLINE)))
            .explained(explain);
    // Before anything is done or remembered: a refused request leaves nothing behind.
    HttpHeaders experiment = AnswerHeaders.experiment(headers);
    Suggestions answer = suggester.suggest(request);
    StageSpans.keep(http, answer);
    boolean impersonal = !request.isPersonal() && caller.distrust() == null;
    boolean shareable = cacheable && !explain && impersonal && answer.degraded() == null;
    HttpHeaders answerHeaders = AnswerHeaders.of(answer, experiment, shareable);
    if (caller.remark() != null) {
      answerHeaders.set(Caller.HEADER, caller.remark());
    }
    log(requestId, answer, headers);
    return ResponseEntity.ok()
        .headers(answerHeaders)
        .contentType(MediaType.APPLICATION_JSON)
        .body(SuggestAnswer.of(requestId, answer, explain));
  }

  /** What users type stays out of the log. */
  private static void log(String requestId, Suggestions answer, HttpHeaders headers) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "Request {}: version {}, experiment {}, {} suggestions, degraded {}",
          requestId,
          answer.version(),
          AnswerHeaders.EXPERIMENT.stream().map(headers::getFirst).toList(),
          answer.list().size(),
          answer.degraded());
    }
  }
}
