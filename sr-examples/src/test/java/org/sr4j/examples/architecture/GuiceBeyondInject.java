package org.sr4j.examples.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Guice, but for the annotation that marks a constructor. */
final class GuiceBeyondInject extends DescribedPredicate<JavaClass> {

  static final GuiceBeyondInject INSTANCE = new GuiceBeyondInject();

  private GuiceBeyondInject() {
    super("are of Guice, other than @Inject");
  }

  @Override
  public boolean test(JavaClass type) {
    return type.getPackageName().startsWith("com.google.inject")
        && !type.getName().equals("com.google.inject.Inject");
  }
}
