package dev.onesug.serving.http;

import dev.onesug.OneSugApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on a free port with fake models; tests with the same settings share it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = OneSugApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "onesug.explain=true",
      // What is tested is the answer, not its speed on a busy machine.
      "onesug.deadline=30s",
      "onesug.admin.token=" + StartsService.TOKEN
    })
@Import(ServiceWithFakeModels.class)
@ContextConfiguration(initializers = ServiceWithFakeModels.Folders.class)
@interface StartsService {
  /** Of the operator, who may change things on the management port. */
  String TOKEN = "the-token-of-the-operator-of-these-tests";

  /** The header that proves it. */
  String AUTHORIZATION = "Authorization: Bearer " + TOKEN;
}
