package org.sr4j.layers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.layers.attention.ChannelAttention;
import org.sr4j.layers.attention.SpatialAttention;
import org.sr4j.layers.block.InformationMultiDistillation;
import org.sr4j.layers.block.SpatiallyAdaptiveModulation;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DynamicConv2d;
import org.sr4j.layers.conv.DynamicSnakeConv;
import org.sr4j.layers.conv.KernelInit;
import org.sr4j.layers.conv.TransposedConv2d;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.norm.GroupNorm;
import org.sr4j.layers.resample.PixelShuffle;

/** Options that make no layer, and inputs that fit none. */
class LayerOptionsTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        of(() -> new Conv2d(0, 3, 3), "Conv2d [inChannels]: got inChannels = 0", "1 or more"),
        of(
            () -> new DynamicConv2d(2, 3, 3),
            "DynamicConv2d [inChannels]: got inChannels = 2",
            "4 or more"),
        of(
            () -> new DynamicConv2d(8, 8, 3, 4, 4, 0),
            "DynamicConv2d [temperature]: got temperature = 0.0",
            "a positive number"),
        of(
            () -> new TransposedConv2d(3, 3, 4, 2, 1, 2, true, KernelInit.TORCH_DEFAULT),
            "TransposedConv2d [outputPadding]: got outputPadding = 2",
            "less than the stride, and pixels left to cut off"),
        of(
            () -> new DynamicSnakeConv(4, 14, 3, DynamicSnakeConv.Direction.VERTICAL),
            "DynamicSnakeConv [outChannels div 4]: got outChannels div 4 = 3",
            "a divisor of the 14 channels"),
        of(
            () -> new BatchNorm(4, 1e-5, 0),
            "BatchNorm [momentum]: got momentum = 0.0",
            "a number above 0, at most 1"),
        of(
            () -> new GroupNorm(3, 8),
            "GroupNorm [groups]: got groups = 3",
            "a divisor of the 8 channels"),
        of(
            () -> new ChannelAttention(8, 16),
            "ChannelAttention [reduction]: got reduction = 16",
            "a divisor of the 8 channels"),
        of(
            () -> new SpatialAttention(4, SpatialAttention.Variant.CBAM),
            "SpatialAttention [kernel]: got kernel = 4",
            "an odd number"),
        of(
            () -> new InformationMultiDistillation(6, 2),
            "InformationMultiDistillation [channels]: got channels = 6",
            "a multiple of 4"),
        of(
            () -> new SpatiallyAdaptiveModulation(6),
            "SpatiallyAdaptiveModulation [levels]: got levels = 4",
            "a divisor of the 6 channels"),
        of(() -> new PixelShuffle(1), "PixelShuffle [factor]: got factor = 1", "2 or more"));
  }

  private static Arguments of(Executable constructor, String got, String expected) {
    return arguments(constructor, "Cannot make the layer " + got + ", expected " + expected + ".");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void sayWhatIsWrong(Executable constructor, String message) {
    assertThatThrownBy(constructor::execute)
        .isInstanceOf(OptionsException.class)
        .hasMessage(message);
  }

  @Test
  void anInputOfOtherChannelsIsRefused() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      GraphBuilder builder = new GraphBuilder(store);
      List<Integer> channels = List.of(4);
      assertThatThrownBy(() -> builder.build(new Conv2d(3, 8, 3), channels))
          .isInstanceOf(GraphException.class)
          .hasMessage("Cannot write the layer Conv2d: got an input of 4 channels, expected 3.");
    }
  }

  @Test
  void aSecondInputIsRefused() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      GraphBuilder builder = new GraphBuilder(store);
      List<Integer> channels = List.of(3, 3);
      assertThatThrownBy(() -> builder.build(new Conv2d(3, 8, 3), channels))
          .isInstanceOf(GraphException.class)
          .hasMessage("Cannot write the layer Conv2d: got 2 inputs, expected 1.");
    }
  }
}
