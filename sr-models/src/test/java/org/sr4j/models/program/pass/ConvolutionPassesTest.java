package org.sr4j.models.program.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.models.program.pass.PassCheck.channels;
import static org.sr4j.models.program.pass.PassCheck.conv;
import static org.sr4j.models.program.pass.PassCheck.kinds;
import static org.sr4j.models.program.pass.PassCheck.product;
import static org.sr4j.models.program.pass.PassCheck.sum;
import static org.sr4j.models.program.pass.PassCheck.valid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelShuffle.Order;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Passes that merge into convolutions: what comes out is what came out before. */
class ConvolutionPassesTest {

  private static PassCheck picture() {
    return new PassCheck().input("x", 4);
  }

  @Test
  void scalesAndShiftsAfterAConvolution() {
    Program after =
        picture()
            .constant("w", 6, 4, 3, 3)
            .constant("b", 6)
            .constant("s", 1, 6, 1, 1)
            .constant("t", 6, 1, 1)
            .number("n", 0.1f)
            .add(
                conv("a", Window.same(3), 1, "x", "w", "b"),
                product("d", "a", "s"),
                new Binary("e", "t", "d", Binary.Kind.SUBTRACT),
                new Binary("y", "e", "n", Binary.Kind.DIVIDE))
            .unchangedBy(AffineFolding::apply, "y");
    assertThat(kinds(after)).containsExactly("Convolution");
  }

  @Test
  void scalesBeforeAConvolutionAndShiftsWhereItHasNoBorder() {
    Program bordered =
        picture()
            .constant("s", 1, 4, 1, 1)
            .constant("t", 1, 4, 1, 1)
            .constant("w", 4, 2, 3, 3)
            .add(sum("a", "x", "t"), product("b", "a", "s"), conv("y", Window.same(3), 2, "b", "w"))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(bordered)).containsExactly("Binary", "Convolution");
    Program open =
        picture()
            .constant("s", 1, 4, 1, 1)
            .constant("t", 1, 4, 1, 1)
            .constant("w", 4, 2, 3, 3)
            .add(sum("a", "x", "t"), product("b", "a", "s"), conv("y", valid(3), 2, "b", "w"))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(open)).containsExactly("Convolution");
  }

  @Test
  void scalesAndShiftsAfterATransposedConvolution() {
    Window whole = new Window(4, 4, 2, 2, 1, 1, 0, 0, 0, 0);
    Program after =
        picture()
            .constant("w", 4, 3, 4, 4)
            .constant("s", 1, 3, 1, 1)
            .constant("t", 1, 3, 1, 1)
            .add(
                new TransposedConvolution("a", List.of("x", "w"), whole, 0, 0, 1),
                new Slice("b", "a", 2, 1, -1),
                new Slice("c", "b", 3, 1, -1),
                product("d", "c", "s"),
                sum("y", "d", "t"))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("TransposedConvolution");
  }

  @Test
  void whatOthersReadIsNotScaled() {
    Program after =
        picture()
            .constant("w", 4, 4, 3, 3)
            .constant("s", 1, 4, 1, 1)
            .add(conv("a", Window.same(3), 1, "x", "w"), product("b", "a", "s"), sum("y", "a", "b"))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("Convolution", "Binary", "Binary");
  }

  @Test
  void aChainWithAPointwiseConvolution() {
    PassCheck check =
        picture()
            .constant("w", 8, 4, 3, 3)
            .constant("b", 8)
            .constant("v", 3, 8, 1, 1)
            .constant("c", 3)
            .add(
                conv("a", Window.same(3), 1, "x", "w", "b"), conv("y", valid(1), 1, "a", "v", "c"));
    assertThat(kinds(check.unchangedBy(LinearChains::apply, "y"))).containsExactly("Convolution");
  }

  /** Zeros at the border would stand for the first convolution's bias. */
  @Test
  void aBiasBeforeABorderKeepsTheChainApart() {
    assertThat(pointwiseFirst(true, Window.same(3))).hasSize(2);
    assertThat(pointwiseFirst(false, Window.same(3))).hasSize(1);
    assertThat(pointwiseFirst(true, valid(3))).hasSize(1);
  }

  private static List<String> pointwiseFirst(boolean bias, Window second) {
    PassCheck check =
        picture().constant("w", 8, 4, 1, 1).constant("b", 8).constant("v", 8, 8, 3, 3);
    Convolution first =
        bias ? conv("a", valid(1), 1, "x", "w", "b") : conv("a", valid(1), 1, "x", "w");
    check.add(first, conv("y", second, 1, "a", "v"));
    return kinds(check.unchangedBy(LinearChains::apply, "y"));
  }

  @Test
  void aBottleneckThatSavesWorkStays() {
    Program after =
        picture()
            .constant("w", 1, 4, 3, 3)
            .constant("v", 8, 1, 1, 1)
            .add(conv("a", Window.same(3), 1, "x", "w"), conv("y", valid(1), 1, "a", "v"))
            .unchangedBy(LinearChains::apply, "y");
    assertThat(kinds(after)).hasSize(2);
  }

  /** RT4KSR's block without activation: expand, 3x3 with residual, reduce, residual. */
  @Test
  void aReparameterisableResidualIsOneConvolution() {
    Program after =
        picture()
            .constant("e", 8, 4, 1, 1)
            .constant("eb", 8)
            .constant("f", 8, 8, 3, 3)
            .constant("fb", 8)
            .constant("r", 4, 8, 1, 1)
            .constant("rb", 4)
            .add(
                new Pad("p", "x", Pad.Mode.CONSTANT, 0, 1, 1, 1, 1),
                conv("wide", valid(1), 1, "p", "e", "eb"),
                conv("local", valid(3), 1, "wide", "f", "fb"),
                new Slice("inner.rows", "wide", 2, 1, -1),
                new Slice("inner", "inner.rows", 3, 1, -1),
                sum("mixed", "local", "inner"),
                conv("narrow", valid(1), 1, "mixed", "r", "rb"),
                sum("y", "narrow", "x"))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("Convolution");
  }

  @Test
  void convolutionsOfEqualPartsAreGroups() {
    PassCheck check =
        picture()
            .constant("v", 3, 2, 3, 3)
            .constant("w", 3, 2, 3, 3)
            .constant("b", 1, 6, 1, 1)
            .add(
                channels("p", "x", 0, 2),
                channels("q", "x", 2, 4),
                conv("a", Window.same(3), 1, "p", "v"),
                conv("c", Window.same(3), 1, "q", "w"),
                new Concat("d", List.of("a", "c"), 1),
                sum("y", "d", "b"));
    Program after = check.unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("Convolution");
    assertThat(((Convolution) after.operations().get(0)).groups()).isEqualTo(2);
  }

  @Test
  void partsThatLeaveChannelsOutAreNotGroups() {
    Program after =
        picture()
            .constant("v", 3, 1, 3, 3)
            .constant("w", 3, 1, 3, 3)
            .add(
                channels("p", "x", 0, 1),
                channels("q", "x", 1, 2),
                conv("a", Window.same(3), 1, "p", "v"),
                conv("c", Window.same(3), 1, "q", "w"),
                new Concat("y", List.of("a", "c"), 1))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).hasSize(5);
  }

  @Test
  void parallelConvolutionsOfOneMap() {
    PassCheck check =
        picture()
            .constant("v", 3, 4, 3, 3)
            .constant("w", 3, 4, 3, 3)
            .constant("b", 3)
            .add(
                conv("a", Window.same(3), 1, "x", "v", "b"),
                conv("c", Window.same(3), 1, "x", "w"));
    check.add(sum("y", "a", "c"));
    assertThat(kinds(check.unchangedBy(ParallelConvolutions::apply, "y")))
        .containsExactly("Convolution");
  }

  @Test
  void parallelConvolutionsJoined() {
    Program after =
        picture()
            .constant("v", 3, 4, 3, 3)
            .constant("w", 5, 4, 3, 3)
            .constant("b", 3)
            .add(
                conv("a", Window.same(3), 1, "x", "v", "b"),
                conv("c", Window.same(3), 1, "x", "w"),
                new Concat("y", List.of("c", "a"), 1))
            .unchangedBy(ParallelConvolutions::apply, "y");
    assertThat(kinds(after)).containsExactly("Convolution");
  }

  /** LESRCNN: two features through the same enlarging layers, added. */
  @Test
  void theSameConvolutionOfTwoMapsThatAreAdded() {
    Program after =
        picture()
            .constant("w", 8, 4, 3, 3)
            .constant("b", 8)
            .add(
                new Activation("r", "x", Activation.Kind.RELU),
                conv("a", Window.same(3), 1, "x", "w", "b"),
                conv("c", Window.same(3), 1, "r", "w", "b"),
                new PixelShuffle("d", "a", 2, Order.CHANNEL_FIRST),
                new PixelShuffle("e", "c", 2, Order.CHANNEL_FIRST),
                sum("y", "d", "e"))
            .unchangedBy(Optimiser::optimise, "y");
    assertThat(kinds(after)).containsExactly("Activation", "Binary", "Convolution", "PixelShuffle");
  }

  @Test
  void convolutionsOfAMapJoinedWithItself() {
    Program after =
        picture()
            .constant("w", 3, 12, 3, 3)
            .constant("b", 3)
            .add(
                new Activation("r", "x", Activation.Kind.RELU),
                new Concat("c", List.of("x", "r", "x"), 1),
                conv("y", Window.same(3), 1, "c", "w", "b"))
            .unchangedBy(RepeatedInputs::apply, "y");
    assertThat(((Concat) after.operations().get(1)).inputs()).containsExactly("x", "r");
  }

  @Test
  void kernelsWithZerosBetweenTheirTapsAreDilated() {
    float[] spread = new float[2 * 49];
    for (int i = 0; i < spread.length; i++) {
      boolean kept = i % 49 / 7 % 3 == 0 && i % 7 % 3 == 0;
      spread[i] = kept ? i + 1 : 0;
    }
    Program after =
        new PassCheck()
            .input("x", 2)
            .constant("w", new long[] {2, 1, 7, 7}, spread)
            .constant("b", 2)
            .add(conv("y", Window.same(7), 2, "x", "w", "b"))
            .unchangedBy(DilationRecovery::apply, "y");
    Window window = ((Convolution) after.operations().get(0)).window();
    assertThat(window).isEqualTo(new Window(3, 3, 1, 1, 3, 3, 3, 3, 3, 3));
  }

  @Test
  void meanShiftsAreSums() {
    Program after =
        new PassCheck()
            .input("x", 2)
            .constant("w", new long[] {2, 2, 1, 1}, 1, 0, 0, 1)
            .constant("b", 2)
            .add(conv("y", valid(1), 1, "x", "w", "b"))
            .unchangedBy(DiagonalConvolutions::apply, "y");
    assertThat(kinds(after)).containsExactly("Binary");
  }

  @Test
  void twoShufflesAfterAConvolutionAreOne() {
    Program after =
        picture()
            .constant("w", 72, 4, 1, 1)
            .constant("b", 72)
            .add(
                conv("a", valid(1), 1, "x", "w", "b"),
                new PixelShuffle("c", "a", 3, Order.CHANNEL_FIRST),
                new PixelShuffle("y", "c", 2, Order.CHANNEL_FIRST))
            .unchangedBy(ShuffleChains::apply, "y");
    assertThat(kinds(after)).containsExactly("Convolution", "PixelShuffle");
  }
}
