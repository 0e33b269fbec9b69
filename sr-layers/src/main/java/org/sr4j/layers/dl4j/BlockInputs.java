package org.sr4j.layers.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Resolution;

/** Checks and prepares what a block is fed with. */
final class BlockInputs {

  private static final String NCHW = "Layers of sr4j take feature maps [N,C,H,W].";

  private final Block block;
  private final BlockSignature signature;
  private final String where;

  /**
   * @param layerName may be null
   */
  BlockInputs(Block block, BlockSignature signature, String layerName) {
    this.block = block;
    this.signature = signature;
    this.where = (layerName == null ? "unnamed layer" : layerName) + ": " + block.id();
  }

  /**
   * The type of the output.
   *
   * @throws GraphException if the block cannot take such inputs
   */
  InputType outputType(InputType... types) {
    List<BlockInput> expected = signature.inputs();
    if (types.length != expected.size()) {
      throw refuse(types.length + " inputs", expected.size() + " inputs", null);
    }
    InputTypeConvolutional first = convolutional(types[0]);
    for (int i = 0; i < types.length; i++) {
      check(i, convolutional(types[i]), first);
    }
    BlockOutput output = signature.output();
    return InputType.convolutional(
        output.length(first.getHeight()), output.length(first.getWidth()), output.channels());
  }

  private InputTypeConvolutional convolutional(InputType type) {
    if (!(type instanceof InputTypeConvolutional convolutional)) {
      throw refuse(
          "the input type " + type, "InputType.convolutional(height, width, channels)", NCHW);
    }
    if (convolutional.getFormat() != CNN2DFormat.NCHW) {
      throw refuse("the input type " + type, "the format NCHW", NCHW);
    }
    return convolutional;
  }

  private void check(int index, InputTypeConvolutional type, InputTypeConvolutional first) {
    BlockInput input = signature.inputs().get(index);
    checkShape(
        index,
        type.toString(),
        type.getChannels() == input.channels(),
        first.getHeight(),
        first.getWidth(),
        type.getHeight(),
        type.getWidth());
  }

  /**
   * @throws GraphException if the arrays are not what the block takes
   */
  void check(List<INDArray> arrays) {
    if (arrays.size() != signature.inputs().size()) {
      throw refuse(arrays.size() + " inputs", signature.inputs().size() + " inputs", null);
    }
    for (int i = 0; i < arrays.size(); i++) {
      INDArray array = arrays.get(i);
      if (array.rank() != 4) {
        throw refuse("an array " + Arrays.toString(array.shape()), "rank 4", NCHW);
      }
      INDArray first = arrays.get(0);
      checkShape(
          i,
          "an array " + Arrays.toString(array.shape()),
          array.size(1) == signature.inputs().get(i).channels(),
          first.size(2),
          first.size(3),
          array.size(2),
          array.size(3));
    }
  }

  private void checkShape(
      int index,
      String got,
      boolean channelsFit,
      long firstHeight,
      long firstWidth,
      long height,
      long width) {
    BlockInput input = signature.inputs().get(index);
    String place = signature.inputs().size() == 1 ? "" : " at input " + index;
    if (!channelsFit) {
      throw refuse(got + place, input.channels() + " channels", NCHW);
    }
    if (index == 0) {
      int multiple = block.sizeMultiple();
      if (height < block.minSize()
          || width < block.minSize()
          || height % multiple != 0
          || width % multiple != 0) {
        throw refuse(
            got + place,
            "height and width of at least " + block.minSize() + " and multiples of " + multiple,
            null);
      }
      return;
    }
    long wantedHeight = scaled(input.resolution(), firstHeight);
    long wantedWidth = scaled(input.resolution(), firstWidth);
    if (height != wantedHeight || width != wantedWidth) {
      throw refuse(got + place, "height " + wantedHeight + " and width " + wantedWidth, null);
    }
  }

  private GraphException refuse(String got, String expected, String advice) {
    return new GraphException(
        Problem.cannot("feed the DL4J layer").at(where).got(got).expected(expected).advice(advice));
  }

  private static int scaled(Resolution resolution, long size) {
    return resolution.of(Math.toIntExact(size));
  }

  /** The arrays by placeholder name, in the order and type that the graph's operations read. */
  Map<String, INDArray> placeholders(List<INDArray> arrays, DataType type, ArrayPool pool) {
    Map<String, INDArray> values = new HashMap<>();
    for (int i = 0; i < arrays.size(); i++) {
      values.put(signature.inputs().get(i).name(), contiguous(arrays.get(i), type, pool));
    }
    return values;
  }

  /**
   * The array itself, or a copy from the pool: some native operations (depth to space) read the
   * buffer of an array as if it were in C order.
   */
  static INDArray contiguous(INDArray array, DataType type, ArrayPool pool) {
    if (array.dataType() == type
        && array.ordering() == 'c'
        && !array.isView()
        && Shape.hasDefaultStridesForShape(array)) {
      return array;
    }
    return pool.allocate(true, type, array.shape()).assign(array);
  }
}
