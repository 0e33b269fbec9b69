package org.sr4j.examples.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/** What the modules ship: neither tests nor test fixtures, from class folders or jars. */
final class ProductionCode {

  private static final Pattern TESTS = Pattern.compile(".*(/test-classes/|-tests\\.jar).*");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption((Location location) -> !location.matches(TESTS))
          .importPackages("org.sr4j");

  private ProductionCode() {}
}
