package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.shape.Dim;

/** Operations that move values without changing them. */
final class ArrangementRules {

  /** ND4J's mark of C order before a new shape. */
  private static final long C_ORDER = -'c';

  private ArrangementRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("identity", n -> n.in().get(0));
    rules.put("reshape", ArrangementRules::reshape);
    rules.put("permute", ArrangementRules::permute);
    rules.put("transpose", ArrangementRules::permute);
    rules.put("expand_dims", ArrangementRules::expand);
    rules.put("squeeze", ArrangementRules::squeeze);
    rules.put("concat", ArrangementRules::concat);
    rules.put("strided_slice", ArrangementRules::slice);
    rules.put("pad", ArrangementRules::pad);
  }

  private static Value reshape(Node n) {
    List<Dim> sizes;
    if (n.in().size() > 1) {
      sizes = n.sizes(1).values();
    } else {
      long[] arguments = n.integers();
      boolean marked = arguments.length > 0 && arguments[0] < -1;
      if (marked && arguments[0] != C_ORDER) {
        throw n.refuse("a reshape in order " + (char) -arguments[0], "C order");
      }
      sizes = Arrays.stream(arguments).skip(marked ? 1 : 0).mapToObj(Dim::of).toList();
    }
    return reshaped(n, n.view(0), sizes);
  }

  private static View reshaped(Node n, View view, List<Dim> sizes) {
    Dim known = Dim.product(sizes.stream().filter(d -> !d.is(-1)).toList());
    List<Dim> target = new ArrayList<>();
    for (Dim size : sizes) {
      target.add(
          size.is(-1)
              ? Dim.product(view.shape())
                  .dividedBy(known)
                  .orElseThrow(
                      () -> new FreeSizeException("reshape " + view.shape() + " to " + sizes))
              : size);
    }
    View result =
        view.reshaped(target)
            .or(() -> written(n, view).reshaped(target))
            .orElseThrow(() -> new FreeSizeException("reshape " + view.shape() + " to " + target));
    // A second shuffle after this one would make of both what is neither.
    return Rearrangement.isShuffle(result)
        ? View.of(n.draft().write(result, n.output()), target)
        : result;
  }

  private static View written(Node n, View view) {
    return View.of(n.draft().write(view, n.names().get(0)), view.shape());
  }

  private static Value permute(Node n) {
    View view = n.view(0);
    int rank = view.shape().size();
    List<Integer> order;
    if (n.in().size() > 1) {
      order = n.sizes(1).values().stream().map(d -> Math.toIntExact(d.constant())).toList();
    } else if (n.integers().length > 0) {
      order = Arrays.stream(n.integers()).mapToObj(Math::toIntExact).toList();
    } else {
      order = IntStream.range(0, rank).mapToObj(i -> rank - 1 - i).toList();
    }
    return view.permuted(order);
  }

  private static Value expand(Node n) {
    List<Dim> shape = new ArrayList<>(n.view(0).shape());
    int axis = n.integer(0);
    shape.add(axis < 0 ? axis + shape.size() + 1 : axis, Dim.ONE);
    return reshaped(n, n.view(0), shape);
  }

  private static Value squeeze(Node n) {
    List<Dim> shape = new ArrayList<>();
    List<Dim> before = n.view(0).shape();
    for (int i = 0; i < before.size(); i++) {
      int axis = i;
      boolean named =
          Arrays.stream(n.integers()).anyMatch(a -> a == axis || a + before.size() == axis);
      if (!named && !(n.integers().length == 0 && before.get(i).is(1))) {
        shape.add(before.get(i));
      }
    }
    return reshaped(n, n.view(0), shape);
  }

  private static Value concat(Node n) {
    int axis = n.integer(0);
    if (n.in().stream().allMatch(Sizes.class::isInstance)) {
      return Sizes.of(n.in().stream().flatMap(v -> ((Sizes) v).values().stream()).toList());
    }
    List<String> parts = IntStream.range(0, n.in().size()).mapToObj(n::read).toList();
    int rank = n.view(0).shape().size();
    return n.add(new Concat(n.output(), parts, axis < 0 ? axis + rank : axis));
  }

  private static Value slice(Node n) {
    long[] arguments = n.integers();
    if (arguments.length < 5 || arguments[1] != 0 || arguments[3] != 0 || arguments[4] != 0) {
      throw n.refuse("a slice that adds or removes axes", "ranges of axes");
    }
    int rank = (arguments.length - 5) / 3;
    if (rank == 0) {
      throw n.refuse("a slice with bounds as inputs", "bounds known when the graph is written");
    }
    for (int i = 0; i < rank; i++) {
      if (arguments[5 + 2 * rank + i] != 1) {
        throw n.refuse("a slice of step " + arguments[5 + 2 * rank + i], "step 1");
      }
    }
    if (n.in().get(0) instanceof Sizes sizes) {
      int size = sizes.values().size();
      int begin = (arguments[0] & 1) != 0 ? 0 : place(arguments[5], size);
      int end = (arguments[2] & 1) != 0 ? size : place(arguments[5 + rank], size);
      return Sizes.of(sizes.values().subList(begin, end));
    }
    return cut(n, arguments, rank);
  }

  private static int place(long index, int size) {
    return Math.toIntExact(index < 0 ? index + size : index);
  }

  private static View cut(Node n, long[] arguments, int rank) {
    View view = n.view(0);
    List<Slice> cuts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long begin = (arguments[0] >> axis & 1) != 0 ? 0 : arguments[5 + axis];
      long end = (arguments[2] >> axis & 1) != 0 ? Long.MAX_VALUE : arguments[5 + rank + axis];
      Dim size = view.shape().get(axis);
      if (begin != 0 || !(end == Long.MAX_VALUE || size.is(end))) {
        cuts.add(new Slice("", "", axis, begin, end));
      }
    }
    if (cuts.isEmpty()) {
      return view;
    }
    String name = n.read(0);
    View result = view;
    for (int i = 0; i < cuts.size(); i++) {
      Slice cut = cuts.get(i);
      boolean last = i == cuts.size() - 1;
      String output = last ? n.output() : n.draft().unused(n.output() + "/" + cut.axis());
      result = n.draft().add(new Slice(output, name, cut.axis(), cut.start(), cut.end()));
      name = output;
    }
    return result;
  }

  private static Value pad(Node n) {
    View view = n.view(0);
    List<Long> borders = n.sizes(1).values().stream().map(Dim::constant).toList();
    float value = n.reals().length > 0 ? (float) n.reals()[0] : 0;
    String input = n.read(0);
    if (n.draft().isConstant(input) && n.integer(0) == 0) {
      return n.draft()
          .constant(ConstantPadding.of(n.draft().tensor(input), borders, value, n.output()));
    }
    boolean heightAndWidth =
        view.shape().size() == 4 && borders.subList(0, 4).stream().allMatch(b -> b == 0);
    if (!heightAndWidth || n.integer(0) > 1) {
      throw n.refuse(
          "mode " + n.integer(0) + ", borders " + borders, "borders of height and width");
    }
    return n.add(
        new Pad(
            n.output(),
            input,
            n.integer(0) == 0 ? Pad.Mode.CONSTANT : Pad.Mode.REFLECT,
            n.integer(0) == 0 ? value : 0,
            Math.toIntExact(borders.get(4)),
            Math.toIntExact(borders.get(6)),
            Math.toIntExact(borders.get(5)),
            Math.toIntExact(borders.get(7))));
  }
}
