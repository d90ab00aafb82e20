package dev.onesug.serving.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dockerfiles, compose and Kubernetes agree with each other and with the service's settings. */
class DeploymentFilesTest {
  private static final JsonNode SETTINGS =
      OperationsFile.yamlOf(Path.of("src/main/resources/application.yaml"));
  private static final JsonNode COMPOSE = new OperationsFile("compose.yaml").document();
  private static final JsonNode POD =
      new OperationsFile("kubernetes/deployment.yaml").document().at("/spec/template");
  private static final JsonNode CONTAINER = POD.at("/spec/containers/0");

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.gpu"})
  void dockerfile_image_isPinnedAndNotRoot(String name) {
    List<String> lines = new OperationsFile(name).text().lines().toList();

    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .hasSize(2)
        .allMatch(line -> pinned(line.split(" ", -1)[1]));
    assertThat(lines)
        .contains("USER " + POD.at("/spec/securityContext/runAsUser").asInt())
        .contains("EXPOSE " + SETTINGS.at("/server/port").asInt() + " " + managementPort())
        .contains("ENV ONESUG_FEEDBACK_FOLDER=" + mount("feedback"))
        .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.endsWith("\"/app/ready\"]"));
  }

  @Test
  void dockerfiles_ends_areTheSame() {
    assertThat(copies("Dockerfile.gpu"))
        .isEqualTo(
            copies("Dockerfile").stream().filter(line -> !line.contains("/native")).toList());
  }

  /** What docker/check.sh runs of the one file holds for the other. */
  @Test
  void dockerfiles_buildsOfTheJar_areTheSameButForTheLibrary() {
    assertThat(buildOfTheJar("Dockerfile.gpu").replace(" -Pgpu", ""))
        .isEqualTo(buildOfTheJar("Dockerfile"));
  }

  @Test
  void compose_services_areConfinedAndPinned() {
    for (var service : COMPOSE.path("services").properties()) {
      JsonNode body = service.getValue();
      String image = body.path("image").asString();
      assertThat(image.equals("onesug") || pinned(image)).as(image).isTrue();
      assertThat(body.path("read_only").asBoolean()).as(service.getKey()).isTrue();
      assertThat(body.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
      assertThat(body.at("/deploy/resources/limits/memory").asString("")).isNotEmpty();
      assertThat(body.has("healthcheck") || image.equals("onesug")).as(service.getKey()).isTrue();
      assertThat(body.path("ports").valueStream().map(JsonNode::asString))
          .as(service.getKey())
          .allMatch(port -> port.equals("8080:8080") || port.startsWith("127.0.0.1:"));
    }
    assertThat(COMPOSE.at("/networks/operations/internal").asBoolean()).isTrue();
  }

  @Test
  void compose_prometheus_scrapesTheManagementPort() {
    JsonNode job =
        new OperationsFile("prometheus/prometheus.yml").document().at("/scrape_configs/0");

    assertThat(job.path("job_name").asString()).isEqualTo("onesug");
    assertThat(job.path("metrics_path").asString()).isEqualTo("/actuator/prometheus");
    assertThat(job.at("/dns_sd_configs/0/port").asInt()).isEqualTo(managementPort());
    assertThat(COMPOSE.at("/services/onesug/environment/MANAGEMENT_SERVER_ADDRESS").asString())
        .isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
  void kubernetes_probe_asksTheManagementPort(String probe) {
    JsonNode request = CONTAINER.path(probe).path("httpGet");

    assertThat(request.path("path").asString())
        .isIn("/actuator/health/liveness", "/actuator/health/readiness");
    assertThat(request.path("port").asString()).isEqualTo("management");
    assertThat(port("management")).isEqualTo(managementPort());
    assertThat(port("http")).isEqualTo(SETTINGS.at("/server/port").asInt());
  }

  @Test
  void kubernetes_pod_isConfined() {
    assertThat(POD.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(CONTAINER.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(CONTAINER.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(CONTAINER.at("/securityContext/capabilities/drop/0").asString()).isEqualTo("ALL");
    assertThat(CONTAINER.at("/resources/requests/memory").asString())
        .isEqualTo(CONTAINER.at("/resources/limits/memory").asString());
  }

  @Test
  void kubernetes_mounts_haveVolumesThatAreClaimed() {
    List<String> volumes = names(POD.at("/spec/volumes"), "/name");
    List<String> claims =
        new OperationsFile("kubernetes/volumes.yaml")
            .documents().stream().map(claim -> claim.at("/metadata/name").asString()).toList();

    assertThat(names(CONTAINER.path("volumeMounts"), "/name"))
        .containsExactlyInAnyOrderElementsOf(volumes);
    assertThat(names(POD.at("/spec/volumes"), "/persistentVolumeClaim/claimName"))
        .containsExactlyInAnyOrderElementsOf(claims);
  }

  @Test
  void kubernetes_selectors_findThePod() {
    String labels = POD.at("/metadata/labels").toString();

    assertThat(document("deployment").at("/spec/selector/matchLabels").toString())
        .isEqualTo(labels);
    assertThat(document("service").at("/spec/selector").toString()).isEqualTo(labels);
    assertThat(document("disruption-budget").at("/spec/selector/matchLabels").toString())
        .isEqualTo(labels);
    assertThat(document("network-policy").at("/spec/podSelector/matchLabels").toString())
        .isEqualTo(labels);
    assertThat(document("autoscaling").at("/spec/scaleTargetRef/name").asString())
        .isEqualTo(document("deployment").at("/metadata/name").asString());
  }

  @Test
  void kubernetes_kustomization_namesEveryManifest() {
    Stream<String> manifests =
        OperationsFile.in("kubernetes").stream()
            .filter(file -> file.document().has("kind"))
            .map(file -> file.path().replace("kubernetes/", ""))
            .filter(name -> !name.equals("kustomization.yaml"));

    assertThat(names(document("kustomization").path("resources"), ""))
        .containsExactlyInAnyOrderElementsOf(manifests.toList());
  }

  @Test
  void kubernetes_autoscaler_asksForWhatIsInFlightThenForTheCpu() {
    JsonNode metrics = document("autoscaling").at("/spec/metrics");
    JsonNode rule = document("prometheus-adapter").at("/rules/custom/0");

    assertThat(metrics).hasSize(2);
    assertThat(metrics.at("/0/type").asString()).isEqualTo("Pods");
    assertThat(metrics.at("/0/pods/metric/name").asString()).isEqualTo("onesug_in_flight");
    assertThat(metrics.at("/1/type").asString()).isEqualTo("Resource");
    assertThat(metrics.at("/1/resource/name").asString()).isEqualTo("cpu");
    assertThat(metrics.at("/1/resource/target/averageUtilization").asInt()).isEqualTo(85);
    assertThat(rule.path("seriesQuery").asString()).startsWith("onesug_in_flight{");
    assertThat(rule.at("/name/as").asString()).isEqualTo("onesug_in_flight");
    assertThat(rule.path("metricsQuery").asString()).contains("(onesug_in_flight{");
  }

  @Test
  void kubernetes_disruptionBudget_isOnePodAtATime() {
    JsonNode budget = document("disruption-budget").path("spec");

    assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.has("minAvailable")).isFalse();
  }

  private static boolean pinned(String image) {
    return Pattern.matches("[^:]+:v?\\d+\\.\\d+\\.\\d+.*", image);
  }

  private static List<String> copies(String dockerfile) {
    String text = new OperationsFile(dockerfile).text();
    return text.substring(text.lastIndexOf("FROM "))
        .lines()
        .filter(line -> line.matches("(COPY|WORKDIR|USER|ENTRYPOINT|EXPOSE) .*"))
        .toList();
  }

  /** Up to where the service is started once, which needs a library that the GPU's has not. */
  private static String buildOfTheJar(String dockerfile) {
    String text = new OperationsFile(dockerfile).text();
    return text.substring(text.indexOf("FROM "))
        .split("\n(# The service is started once|\nFROM )", 2)[0]
        .strip();
  }

  private static int managementPort() {
    return SETTINGS.at("/management/server/port").asInt();
  }

  private static int port(String name) {
    for (JsonNode port : CONTAINER.path("ports")) {
      if (port.path("name").asString().equals(name)) {
        return port.path("containerPort").asInt();
      }
    }
    throw new AssertionError("no port " + name);
  }

  private static String mount(String volume) {
    for (JsonNode mount : CONTAINER.path("volumeMounts")) {
      if (mount.path("name").asString().equals(volume)) {
        return mount.path("mountPath").asString();
      }
    }
    throw new AssertionError("no mount " + volume);
  }

  private static JsonNode document(String name) {
    return new OperationsFile("kubernetes/" + name + ".yaml").document();
  }

  /** What stands at a pointer of each element, where something does. */
  private static List<String> names(JsonNode array, String pointer) {
    return array
        .valueStream()
        .map(element -> element.at(pointer))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }
}
