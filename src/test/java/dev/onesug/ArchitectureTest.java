package dev.onesug;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The boundaries of the tree: who may use whom, and where a library stays. */
@AnalyzeClasses(packages = "dev.onesug", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule model_knowsNeitherServingNorTraining =
      noClasses()
          .that()
          .resideInAPackage("dev.onesug.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.onesug.serving..", "dev.onesug.training..", "dev.onesug")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule serving_doesNotKnowTraining =
      noClasses()
          .that()
          .resideInAPackage("dev.onesug.serving..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.onesug.training..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule training_knowsServingOnlyInEvaluation =
      noClasses()
          .that(
              resideInAPackage("dev.onesug.training..")
                  .and(not(resideInAPackage("dev.onesug.training.evaluation.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.onesug.serving..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule spring_staysInServingAndTheApplication =
      noClasses()
          .that(not(resideInAnyPackage("dev.onesug", "dev.onesug.serving..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule querySuggester_needsNoSpring =
      noClasses()
          .that()
          .resideInAPackage("dev.onesug.serving.suggest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nativeTokenizer_staysInText =
      noClasses()
          .that(not(resideInAPackage("dev.onesug.model.text")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.huggingface.tokenizers..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nativeTensors_stayInTensor =
      noClasses()
          .that(not(resideInAPackage("dev.onesug.model.tensor")))
          .should()
          .dependOnClassesThat(
              resideInAPackage("ai.djl..")
                  .and(not(resideInAPackage("ai.djl.huggingface.tokenizers.."))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule boostedTrees_stayInTheCascade =
      noClasses()
          .that(not(resideInAPackage("dev.onesug.training.evaluation.cascade")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.metarank..", "com.microsoft.ml..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices()
          .matching("dev.onesug.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(resideInAPackage("dev.onesug"), alwaysTrue())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule names_sayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
          .because("such a name does not say what the class is");
}
