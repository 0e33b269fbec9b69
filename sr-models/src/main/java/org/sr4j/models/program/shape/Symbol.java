package org.sr4j.models.program.shape;

import java.util.Comparator;

/**
 * A size that is not known: a free one, or the whole part of a quotient.
 *
 * @param name unique
 * @param dividend of a quotient, else null
 * @param divisor of a quotient, else 1
 */
record Symbol(String name, Dim dividend, long divisor) implements Comparable<Symbol> {

  private static final Comparator<Symbol> ORDER = Comparator.comparing(Symbol::name);

  static Symbol free(String name) {
    return new Symbol(name, null, 1);
  }

  static Symbol quotient(Dim dividend, long divisor) {
    return new Symbol("floor((" + dividend + ")/" + divisor + ")", dividend, divisor);
  }

  @Override
  public int compareTo(Symbol other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Symbol s && name.equals(s.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
