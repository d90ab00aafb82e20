package dev.onesug.serving.versions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@code /actuator/deployment}: which version answers whom. {@code POST} changes what it names, all
 * at once, and leaves the rest.
 */
@Endpoint(id = "deployment")
public final class DeploymentEndpoint {
  private final ModelVersions versions;
  private final ModelsFolder folder;

  public DeploymentEndpoint(ModelVersions versions, ModelsFolder folder) {
    this.versions = versions;
    this.folder = folder;
  }

  /**
   * Which version answers whom.
   *
   * @param earlier the deployments before, the last one first: {@code rollBack} goes there
   * @param survivesRestart whether it could be written into the folder of the versions
   */
  record Deployments(Deployment current, List<Deployment> earlier, boolean survivesRestart) {}

  @ReadOperation
  Deployments deployment() {
    VersionTable now = versions.now();
    return new Deployments(now.effective(), now.history().earlier(), folder.keepsDeployment());
  }

  /**
   * Changes the deployment.
   *
   * @param activate version or alias that answers everybody from now on: the split ends
   * @param split new shares, {@code v2=0.1,v3=0.1}; an empty text ends the split
   * @param shadow new shadow; an empty text ends it
   * @param aliases new aliases, {@code stable=v1,candidate=v2}, in place of all that there were
   * @param rollBack true: back to the deployment before this one, and nothing else
   */
  @WriteOperation
  WebEndpointResponse<Object> change(
      @Nullable String activate,
      @Nullable String split,
      @Nullable String shadow,
      @Nullable String aliases,
      @Nullable Boolean rollBack) {
    return AdminAnswer.of(
        () -> {
          if (Boolean.TRUE.equals(rollBack)) {
            versions.rollBack();
          } else {
            versions.deploy(before -> wanted(before, activate, split, shadow, aliases));
          }
          return deployment();
        });
  }

  private static Deployment wanted(
      Deployment before,
      @Nullable String activate,
      @Nullable String split,
      @Nullable String shadow,
      @Nullable String aliases) {
    Map<String, Double> shares = activate == null ? before.split() : Map.of();
    String newShadow = shadow == null ? before.shadow() : shadow.isEmpty() ? null : shadow;
    return new Deployment(
        activate == null ? before.defaultVersion() : activate,
        split == null ? shares : Pairs.ofNumbers("split", split),
        newShadow,
        aliases == null ? before.aliases() : Pairs.of("aliases", aliases),
        before.successors());
  }
}
