package dev.onesug.serving;

import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.feedback.BackgroundListener;
import dev.onesug.serving.feedback.FeedbackIntake;
import dev.onesug.serving.feedback.TrendingQueries;
import dev.onesug.serving.feedback.UserSearches;
import dev.onesug.serving.http.EventsController;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the feedback together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
@ConditionalOnBooleanProperty(name = "onesug.feedback.enabled", matchIfMissing = true)
public class FeedbackConfiguration {

  @Bean
  TrendingQueries trendingQueries(FeedbackProperties properties) {
    return new TrendingQueries(properties.trendingSettings());
  }

  @Bean
  BackgroundListener userSearches(UserContextStore users, MeterRegistry registry) {
    return new BackgroundListener(new UserSearches(users), registry);
  }

  @Bean
  FeedbackIntake feedbackIntake(
      FeedbackProperties properties,
      TrendingQueries trending,
      BackgroundListener userSearches,
      MeterRegistry registry) {
    return new FeedbackIntake(properties.settings(), List.of(trending, userSearches), registry);
  }

  @Bean
  EventsController eventsController(FeedbackIntake intake, Callers callers) {
    return new EventsController(intake, callers);
  }
}
