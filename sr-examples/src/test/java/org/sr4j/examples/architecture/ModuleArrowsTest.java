package org.sr4j.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Which module may use which, and which libraries stay out of which module. */
class ModuleArrowsTest {

  private static final String[] LIBRARY = {
    "org.sr4j.api..", "org.sr4j.layers..", "org.sr4j.data..", "org.sr4j.models..", "org.sr4j.eval.."
  };

  @Test
  void arrowsPointDownwards() {
    ArchRule rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.sr4j..")
            .layer("api")
            .definedBy("org.sr4j.api..")
            .layer("layers")
            .definedBy("org.sr4j.layers..")
            .layer("data")
            .definedBy("org.sr4j.data..")
            .layer("models")
            .definedBy("org.sr4j.models..")
            .layer("eval")
            .definedBy("org.sr4j.eval..")
            .layer("examples")
            .definedBy("org.sr4j.examples..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("layers")
            .mayOnlyAccessLayers("api")
            .whereLayer("data")
            .mayOnlyAccessLayers("api")
            .whereLayer("models")
            .mayOnlyAccessLayers("api", "layers", "data")
            .whereLayer("eval")
            .mayOnlyAccessLayers("api", "layers", "data", "models")
            .whereLayer("examples")
            .mayOnlyAccessLayers("api", "layers", "data", "models", "eval")
            .ensureAllClassesAreContainedInArchitecture();
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void theApiNeedsLittle() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("org.sr4j.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "org.sr4j.api..",
                "java..",
                "org.nd4j.autodiff..",
                "org.nd4j.linalg.api..",
                "org.apache.commons.text..",
                "org.slf4j..")
            .because("plugins compile against it, with no more than SameDiff's types");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void dataIsPlainJava() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.sr4j.data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "com.google.inject..")
            .because("pictures are processed in plain arrays, without native code");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void theApplicationPicksTheBackend() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..", "org.bytedeco.openblas..");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void dl4jNetworksStayInTheirAdapters() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.sr4j..")
            .and()
            .resideOutsideOfPackages("..dl4j..", "..graft..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.deeplearning4j..")
            .because(
                "networks are pure SameDiff graphs; DL4J's own layers are an adapter's concern");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void theApiLayersAndDataKnowNoGuice() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage("org.sr4j.api..", "org.sr4j.layers..", "org.sr4j.data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.inject..", "jakarta.inject..");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void guiceStaysAtTheEdge() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .and()
            .resideOutsideOfPackage("..inject..")
            .and()
            .doNotHaveFullyQualifiedName("org.sr4j.models.SuperResolution")
            .should()
            .dependOnClassesThat(GuiceBeyondInject.INSTANCE)
            .because(
                "constructors carry @Inject; bindings stand in the inject packages, and"
                    + " SuperResolution.create() alone makes an injector");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void partsOfInferenceProgramsFormNoCycle() {
    ArchRule rule = slices().matching("org.sr4j.models.program.(*)..").should().beFreeOfCycles();
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void evaluationDoesNotTrain() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.sr4j.eval..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sr4j.models.train..");
    rule.check(ProductionCode.CLASSES);
  }
}
