package org.sr4j.models.program.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A product of symbols, sorted; without any it stands for 1. */
record Term(List<Symbol> symbols) implements Comparable<Term> {

  static final Term ONE = new Term(List.of());

  Term {
    List<Symbol> sorted = new ArrayList<>(symbols);
    Collections.sort(sorted);
    symbols = List.copyOf(sorted);
  }

  Term times(Term other) {
    List<Symbol> all = new ArrayList<>(symbols);
    all.addAll(other.symbols);
    return new Term(all);
  }

  /** Null if {@code other} does not divide this. */
  Term dividedBy(Term other) {
    List<Symbol> rest = new ArrayList<>(symbols);
    for (Symbol symbol : other.symbols) {
      if (!rest.remove(symbol)) {
        return null;
      }
    }
    return new Term(rest);
  }

  /** Higher degrees first, then by symbols: an order that products keep, as divisions need it. */
  @Override
  public int compareTo(Term other) {
    int order = Integer.compare(other.symbols.size(), symbols.size());
    for (int i = 0; order == 0 && i < symbols.size(); i++) {
      order = symbols.get(i).compareTo(other.symbols.get(i));
    }
    return order;
  }
}
