package dev.onesug.serving.http;

import dev.onesug.serving.versions.FakeModel;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ModelsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Three version folders: blue is the newest, red is older, damaged cannot be opened. */
@TestConfiguration(proxyBeanMethods = false)
class ServiceWithFakeModels {

  static final class Folders
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Path models = folders();
      TestPropertyValues.of(
              "onesug.models=" + models,
              "onesug.feedback.folder=" + models.resolveSibling(models.getFileName() + "-feedback"),
              "management.server.port=0")
          .applyTo(context);
    }

    private static Path folders() {
      try {
        Path models = Files.createTempDirectory("models");
        for (String name : new String[] {"red", "blue", "damaged"}) {
          Files.createDirectory(models.resolve(name));
        }
        return models;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A version of those that are loaded, for a test to change its search. */
  static FakeModel model(ModelVersions versions, String name) {
    try (Lease lease = versions.pick(name)) {
      return (FakeModel) lease.model();
    }
  }

  @Bean
  @Primary
  ModelsFolder.Opener fakeOpener() {
    return (folder, pace) ->
        switch (folder.getFileName().toString()) {
          case "red" -> new FakeModel("red", Instant.parse("2026-01-01T00:00:00Z"));
          case "blue" -> new FakeModel("blue", Instant.parse("2026-02-01T00:00:00Z"));
          default -> throw new IOException("seq2seq/model.safetensors: checksum differs");
        };
  }
}
