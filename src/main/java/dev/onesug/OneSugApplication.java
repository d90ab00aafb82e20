package dev.onesug;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the jar: the service. */
@SpringBootApplication
public class OneSugApplication {
  public static void main(String[] args) {
    SpringApplication.run(OneSugApplication.class, args);
  }
}
