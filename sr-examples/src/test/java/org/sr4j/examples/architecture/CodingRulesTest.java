package org.sr4j.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** What no class of the project does. */
class CodingRulesTest {

  @Test
  void nothingIsSerialisedByJava() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectOutputStream.class)
            .because("files are not trusted, and Java serialisation runs what it reads");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void dl4jZipsAreNotRead() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.deeplearning4j.util.ModelSerializer")
            .because("it deserialises Java objects that the file chooses");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void librariesLogInsteadOfPrinting() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("org.sr4j.examples..")
            .and()
            .doNotHaveSimpleName("MutedOutput")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("only what keeps ND4J's own prints from the user may touch them");
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void loggingGoesThroughSlf4j() {
    ArchRule rule = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void librariesDoNotEndTheProcess() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("org.sr4j.examples..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
    rule.check(ProductionCode.CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    ArchRule rule =
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl|Misc|Common)(\\$.*)?");
    rule.check(ProductionCode.CLASSES);
  }
}
