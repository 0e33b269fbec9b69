package org.sr4j.models.program.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A size: a number, or a polynomial with whole coefficients over symbols ({@code H}, {@code 2*H -
 * 3}, {@code H*N}). Equal sizes have equal polynomials, so that {@code equals} can tell.
 */
public final class Dim {

  public static final Dim ONE = of(1);

  private final TreeMap<Term, Long> terms;

  private Dim(TreeMap<Term, Long> terms) {
    this.terms = terms;
  }

  public static Dim of(long value) {
    TreeMap<Term, Long> terms = new TreeMap<>();
    add(terms, Term.ONE, value);
    return new Dim(terms);
  }

  /** A size that is free. */
  public static Dim symbol(String name) {
    return single(Symbol.free(name));
  }

  private static Dim single(Symbol symbol) {
    TreeMap<Term, Long> terms = new TreeMap<>();
    terms.put(new Term(List.of(symbol)), 1L);
    return new Dim(terms);
  }

  private static void add(TreeMap<Term, Long> terms, Term term, long coefficient) {
    long sum = Math.addExact(terms.getOrDefault(term, 0L), coefficient);
    if (sum == 0) {
      terms.remove(term);
    } else {
      terms.put(term, sum);
    }
  }

  public boolean isConstant() {
    return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().symbols().isEmpty());
  }

  /** The number, of one that {@link #isConstant()}. */
  public long constant() {
    if (!isConstant()) {
      throw new IllegalStateException(this + " is not a number");
    }
    return terms.isEmpty() ? 0 : terms.firstEntry().getValue();
  }

  public boolean is(long value) {
    return isConstant() && constant() == value;
  }

  public Dim plus(Dim other) {
    TreeMap<Term, Long> sum = new TreeMap<>(terms);
    other.terms.forEach((term, coefficient) -> add(sum, term, coefficient));
    return new Dim(sum);
  }

  public Dim plus(long number) {
    return plus(of(number));
  }

  public Dim minus(Dim other) {
    return plus(other.times(-1));
  }

  public Dim times(long factor) {
    return times(of(factor));
  }

  public Dim times(Dim other) {
    TreeMap<Term, Long> product = new TreeMap<>();
    terms.forEach(
        (a, x) ->
            other.terms.forEach((b, y) -> add(product, a.times(b), Math.multiplyExact(x, y))));
    return new Dim(product);
  }

  /** The quotient, if it is exact for all values of the symbols. */
  public Optional<Dim> dividedBy(Dim divisor) {
    TreeMap<Term, Long> rest = new TreeMap<>(terms);
    TreeMap<Term, Long> quotient = new TreeMap<>();
    while (!rest.isEmpty() && !divisor.terms.isEmpty()) {
      Map.Entry<Term, Long> lead = rest.firstEntry();
      Map.Entry<Term, Long> by = divisor.terms.firstEntry();
      Term term = lead.getKey().dividedBy(by.getKey());
      if (term == null || lead.getValue() % by.getValue() != 0) {
        return Optional.empty();
      }
      long coefficient = lead.getValue() / by.getValue();
      add(quotient, term, coefficient);
      divisor.terms.forEach(
          (t, c) -> add(rest, t.times(term), -Math.multiplyExact(c, coefficient)));
    }
    return rest.isEmpty() ? Optional.of(new Dim(quotient)) : Optional.empty();
  }

  /** The whole part of the quotient, rounded down. */
  public Dim floorDividedBy(long divisor) {
    TreeMap<Term, Long> whole = new TreeMap<>();
    TreeMap<Term, Long> rest = new TreeMap<>();
    terms.forEach(
        (term, coefficient) -> {
          add(whole, term, Math.floorDiv(coefficient, divisor));
          add(rest, term, Math.floorMod(coefficient, divisor));
        });
    Dim remainder = new Dim(rest);
    Dim quotient = new Dim(whole);
    return remainder.isConstant()
        ? quotient
        : quotient.plus(single(Symbol.quotient(remainder, divisor)));
  }

  /** The number that it is for given values of the free symbols. */
  public long valueFor(ToLongFunction<String> symbols) {
    long sum = 0;
    for (Map.Entry<Term, Long> entry : terms.entrySet()) {
      long product = entry.getValue();
      for (Symbol symbol : entry.getKey().symbols()) {
        long value =
            symbol.dividend() == null
                ? symbols.applyAsLong(symbol.name())
                : Math.floorDiv(symbol.dividend().valueFor(symbols), symbol.divisor());
        product = Math.multiplyExact(product, value);
      }
      sum = Math.addExact(sum, product);
    }
    return sum;
  }

  public static Dim product(Iterable<Dim> factors) {
    Dim product = ONE;
    for (Dim factor : factors) {
      product = product.times(factor);
    }
    return product;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim d && terms.equals(d.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    if (isConstant()) {
      return Long.toString(constant());
    }
    return terms.entrySet().stream()
        .map(entry -> text(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(" + "))
        .replace("+ -", "- ");
  }

  private static String text(Term term, long coefficient) {
    String product = term.symbols().stream().map(Symbol::name).collect(Collectors.joining("*"));
    if (product.isEmpty()) {
      return Long.toString(coefficient);
    }
    return coefficient == 1
        ? product
        : coefficient == -1 ? "-" + product : coefficient + "*" + product;
  }
}
