package org.sr4j.models.program.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.models.program.pass.PassCheck.channels;
import static org.sr4j.models.program.pass.PassCheck.kinds;
import static org.sr4j.models.program.pass.PassCheck.product;
import static org.sr4j.models.program.pass.PassCheck.sum;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelShuffle.Order;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Transpose;

/** Passes that leave work out: what comes out is what came out before. */
class SimplifyingPassesTest {

  private static PassCheck picture() {
    return new PassCheck().input("x", 4);
  }

  @Test
  void whatFollowsFromConstantsIsComputed() {
    Program after =
        picture()
            .constant("a", 1, 4, 1, 1)
            .constant("b", 4, 1, 1)
            .add(
                new Activation("c", "a", Activation.Kind.SIGMOID),
                product("d", "c", "b"),
                sum("y", "x", "d"))
            .unchangedBy(ConstantFolding::apply, "y");
    assertThat(kinds(after)).containsExactly("Binary");
  }

  @Test
  void whatNothingReadsIsLeftOut() {
    Program after =
        picture()
            .constant("a", 1, 4, 1, 1)
            .constant("b", 1, 4, 1, 1)
            .add(sum("unread", "x", "a"), sum("y", "x", "b"))
            .unchangedBy(DeadCode::removed, "y");
    assertThat(kinds(after)).containsExactly("Binary");
    assertThat(after.constants()).containsOnlyKeys("b");
  }

  @Test
  void whatChangesNothingIsLeftOut() {
    Program after =
        picture()
            .number("0", 0)
            .number("1", 1)
            .add(
                new Binary("a", "x", "0", Binary.Kind.SUBTRACT),
                product("b", "1", "a"),
                new Transpose("c", "b", List.of(0, 1, 2, 3)),
                new Slice("d", "c", 2, 0, Long.MAX_VALUE),
                new Pad("e", "d", Pad.Mode.EDGE, 0, 0, 0, 0, 0),
                new Concat("f", List.of("e"), 1),
                new PixelUnshuffle("g", "f", 2, Order.CELL_FIRST),
                new PixelShuffle("h", "g", 2, Order.CELL_FIRST),
                new Activation("i", "h", Activation.Kind.TANH),
                new Identity("y", "i"))
            .unchangedBy(NeutralOperations::apply, "y");
    assertThat(kinds(after)).containsExactly("Activation");
  }

  /** A number with axes may spread what it is added to; an output that is an input needs a name. */
  @Test
  void whatGivesAShapeOrANameStays() {
    PassCheck check =
        picture()
            .number("0", 0)
            .constant("row", new long[] {1, 1, 1, 1, 1}, 0)
            .add(sum("y", "x", "row"), sum("z", "x", "0"));
    assertThat(kinds(check.unchangedBy(NeutralOperations::apply, "y", "z")))
        .containsExactly("Binary", "Identity");
  }

  @Test
  void whatIsComputedTwiceIsComputedOnce() {
    Program after =
        picture()
            .constant("a", new long[] {1, 4, 1, 1}, 1, 2, 3, 4)
            .constant("b", new long[] {1, 4, 1, 1}, 1, 2, 3, 4)
            .add(
                product("c", "x", "a"),
                product("d", "x", "b"),
                new Activation("e", "c", Activation.Kind.TANH),
                new Activation("f", "d", Activation.Kind.TANH),
                sum("y", "e", "f"))
            .unchangedBy(CommonSubexpressions::apply, "y");
    assertThat(kinds(after)).containsExactly("Binary", "Activation", "Binary");
    assertThat(after.constants()).hasSize(1);
  }

  @Test
  void twoNamesOfOneOutputAreKept() {
    Program after =
        picture()
            .add(
                new Activation("y", "x", Activation.Kind.TANH),
                new Activation("z", "x", Activation.Kind.TANH))
            .unchangedBy(Optimiser::optimise, "y", "z");
    assertThat(kinds(after)).containsExactly("Activation", "Identity");
  }

  @Test
  void geluInOurOrderAndInThatOfPyTorchsExporter() {
    PassCheck ours =
        picture()
            .number("r", (float) Math.sqrt(0.5))
            .number("1", 1)
            .number("h", 0.5f)
            .add(
                product("a", "x", "r"),
                new Activation("b", "a", Activation.Kind.ERF),
                sum("c", "b", "1"),
                product("d", "c", "x"),
                product("y", "d", "h"));
    assertThat(kinds(ours.unchangedBy(GeluRecovery::apply, "y"))).containsExactly("Activation");
    PassCheck exported =
        picture()
            .number("r", (float) Math.sqrt(2))
            .number("1", 1)
            .number("h", 0.5f)
            .add(
                new Binary("a", "x", "r", Binary.Kind.DIVIDE),
                new Activation("b", "a", Activation.Kind.ERF),
                sum("c", "1", "b"),
                product("d", "h", "x"),
                product("y", "d", "c"));
    assertThat(kinds(exported.unchangedBy(GeluRecovery::apply, "y"))).containsExactly("Activation");
  }

  @Test
  void otherProductsWithErfAreNotGelu() {
    PassCheck check =
        picture()
            .number("r", 0.5f)
            .number("1", 1)
            .number("h", 0.5f)
            .add(
                product("a", "x", "r"),
                new Activation("b", "a", Activation.Kind.ERF),
                sum("c", "b", "1"),
                product("d", "c", "x"),
                product("y", "d", "h"));
    assertThat(kinds(check.unchangedBy(GeluRecovery::apply, "y"))).hasSize(5);
  }

  @Test
  void partsOfPartsAndOfWhatWasJoined() {
    Program after =
        picture()
            .add(
                new Activation("t", "x", Activation.Kind.TANH),
                new Concat("j", List.of("x", "t"), 1),
                channels("a", "j", 4, 8),
                channels("b", "a", 1, 4),
                channels("c", "b", 1, 3),
                channels("y", "c", 0, 1))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("Activation", "Slice");
  }

  @Test
  void rangesFromTheEnd() {
    Program after =
        picture()
            .add(
                new Slice("a", "x", 2, 1, -1),
                new Slice("b", "a", 2, 0, -1),
                new Slice("y", "b", 3, 2, 3))
            .unchangedBy(SlicesAndConcats::apply, "y");
    assertThat(kinds(after)).containsExactly("Slice", "Slice");
  }

  @Test
  void joinedPartsOfOneMapAreTheMap() {
    Program after =
        picture()
            .add(
                new Activation("t", "x", Activation.Kind.TANH),
                channels("a", "t", 0, 1),
                channels("b", "t", 1, 4),
                new Concat("c", List.of("a", "b"), 1),
                new Concat("y", List.of("c", "x"), 1))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("Activation", "Concat");
  }

  @Test
  void mirroredAndRepeatedLinesArePadding() {
    for (Pad.Mode mode : List.of(Pad.Mode.REFLECT, Pad.Mode.EDGE)) {
      PassCheck check = picture();
      String map = "x";
      for (int axis = 2; axis < 4; axis++) {
        boolean mirror = mode == Pad.Mode.REFLECT;
        String p = "p" + axis;
        check.add(
            new Slice(p + "a", map, axis, mirror ? 2 : 0, mirror ? 3 : 1),
            new Slice(p + "b", map, axis, mirror ? 1 : 0, mirror ? 2 : 1),
            new Slice(p + "c", map, axis, mirror ? -2 : -1, mirror ? -1 : Long.MAX_VALUE),
            new Concat(p, List.of(p + "a", p + "b", map, p + "c"), axis));
        map = p;
      }
      Program after =
          check
              .add(new Activation("y", map, Activation.Kind.TANH))
              .unchangedBy(Optimiser::optimise, "y");
      assertThat(after.operations().get(0)).isEqualTo(new Pad("p3", "x", mode, 0, 2, 2, 1, 1));
    }
  }

  @Test
  void zerosPaddedBeforeAConvolutionAreItsBorder() {
    Program after =
        picture()
            .constant("w", 2, 4, 3, 3)
            .add(
                new Pad("p", "x", Pad.Mode.CONSTANT, 0, 1, 0, 2, 1),
                PassCheck.conv("y", PassCheck.valid(3), 1, "p", "w"))
            .unchangedBy(BorderFolding::apply, "y");
    assertThat(kinds(after)).containsExactly("Convolution");
  }

  @Test
  void interpolationOfRowsAndThenOfColumns() {
    Program after =
        picture()
            .add(
                new Resize("a", "x", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, 1, 2),
                new Resize("y", "a", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, 3, 1))
            .unchangedBy(ResizeChains::apply, "y");
    assertThat(kinds(after)).containsExactly("Resize");
  }
}
