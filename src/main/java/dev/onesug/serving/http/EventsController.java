package dev.onesug.serving.http;

import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.feedback.FeedbackIntake;
import dev.onesug.serving.feedback.FeedbackRefusedException;
import dev.onesug.serving.http.Problem.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /events}: what people did, into the feedback log. No thread waits for the disk. */
@RestController
@ConditionalOnBooleanProperty(name = "onesug.feedback.enabled", matchIfMissing = true)
public final class EventsController {
  private final FeedbackIntake intake;
  private final Callers callers;
  private final InstantSource clock = InstantSource.system();

  /** How many events were taken, those that came before included. */
  record Accepted(int accepted) {}

  public EventsController(FeedbackIntake intake, Callers callers) {
    this.intake = intake;
    this.callers = callers;
  }

  @PostMapping(path = "/events", consumes = MediaType.APPLICATION_JSON_VALUE)
  CompletableFuture<ResponseEntity<Accepted>> post(HttpServletRequest request) throws IOException {
    List<FeedbackEvent> events =
        parsed(BoundedBody.read(request)).stream().map(event -> claimed(event, request)).toList();
    return intake
        .accept(events)
        .thenApply(
            nothing ->
                ResponseEntity.accepted()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Accepted(events.size())));
  }

  @ExceptionHandler
  ResponseEntity<Problem> refused(FeedbackRefusedException e) {
    Kind kind =
        switch (e.reason()) {
          case QUEUE_FULL -> Kind.FEEDBACK_QUEUE_FULL;
          case STORE_FULL, UNWRITABLE -> Kind.FEEDBACK_NOT_STORED;
        };
    Problem problem = Problem.plain(kind, e.explanation());
    return ResponseEntity.status(problem.status())
        .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
        .cacheControl(CacheControl.noStore())
        .contentType(Problem.MEDIA_TYPE)
        .body(problem);
  }

  private List<FeedbackEvent> parsed(byte[] body) {
    try {
      return EventsBody.parse(body, clock.instant());
    } catch (InvalidInputException e) {
      intake.invalid();
      throw e;
    }
  }

  /**
   * An event of a user whom the request may not speak for is one of its browser alone; a token says
   * whose it is where the event does not.
   */
  private FeedbackEvent claimed(FeedbackEvent event, HttpServletRequest request) {
    Actor actor = event.actor();
    String userId = callers.identify(request, "user_id", actor.userId()).userId();
    return event.by(new Actor(actor.clientId(), actor.sessionId(), userId));
  }
}
