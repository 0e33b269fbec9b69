package org.sr4j.layers.dl4j;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/** Checks what a block is fed with. */
final class BlockInputs {

  private static final String NCHW = "Layers of sr4j take feature maps [N,C,H,W].";

  /** Channels, height and width of an input, and how messages call it. */
  private record FeatureMap(int channels, long height, long width, String text) {}

  private final Block block;
  private final BlockSignatures signatures;
  private final String where;

  /**
   * @param layerName may be null
   */
  BlockInputs(BlockSignatures signatures, String layerName) {
    this.block = signatures.block();
    this.signatures = signatures;
    this.where = (layerName == null ? "unnamed layer" : layerName) + ": " + block.id();
  }

  /**
   * The type of the output.
   *
   * @throws GraphException if the block cannot take such inputs
   */
  InputType outputType(InputType... types) {
    List<FeatureMap> maps = Arrays.stream(types).map(this::map).toList();
    BlockOutput output = fit(maps).output();
    return InputType.convolutional(
        output.length(maps.get(0).height()), output.length(maps.get(0).width()), output.channels());
  }

  private FeatureMap map(InputType type) {
    String text = "the input type " + type;
    if (!(type instanceof InputTypeConvolutional map)) {
      throw refuse(text, "InputType.convolutional(height, width, channels)", NCHW, null);
    }
    if (map.getFormat() != CNN2DFormat.NCHW) {
      throw refuse(text, "the format NCHW", NCHW, null);
    }
    return new FeatureMap((int) map.getChannels(), map.getHeight(), map.getWidth(), text);
  }

  /**
   * The block's signature for these inputs.
   *
   * @throws GraphException if the block cannot take them
   */
  BlockSignature check(List<INDArray> arrays) {
    return fit(arrays.stream().map(this::map).toList());
  }

  private FeatureMap map(INDArray array) {
    String text = "an array " + Arrays.toString(array.shape());
    if (array.rank() != 4) {
      throw refuse(text, "rank 4", NCHW, null);
    }
    return new FeatureMap((int) array.size(1), array.size(2), array.size(3), text);
  }

  /** Channels of the inputs that the block's definition is handed. */
  List<Integer> channels(List<INDArray> arrays) {
    return arrays.stream().limit(block.channels().size()).map(a -> (int) a.size(1)).toList();
  }

  private BlockSignature fit(List<FeatureMap> maps) {
    int expected = signatures.declared().inputs().size();
    if (maps.size() != expected) {
      throw refuse(maps.size() + " inputs", expected + " inputs", null, null);
    }
    BlockSignature signature = signature(maps);
    checkFirst(maps.get(0));
    for (int i = 1; i < maps.size(); i++) {
      checkOther(i, maps.get(i), signature.inputs().get(i), maps.get(0));
    }
    return signature;
  }

  private BlockSignature signature(List<FeatureMap> maps) {
    List<Integer> channels =
        maps.stream().limit(block.channels().size()).map(FeatureMap::channels).toList();
    try {
      return signatures.with(channels);
    } catch (RuntimeException e) {
      String got = String.join(", ", maps.stream().map(FeatureMap::text).toList());
      throw refuse(got, declaredChannels(), NCHW + " " + e.getMessage(), e);
    }
  }

  private String declaredChannels() {
    List<String> counts = block.channels().stream().map(String::valueOf).toList();
    return String.join(" and ", counts) + " channels";
  }

  private void checkFirst(FeatureMap map) {
    int least = block.minSize();
    int multiple = block.sizeMultiple();
    if (map.height() < least
        || map.width() < least
        || map.height() % multiple != 0
        || map.width() % multiple != 0) {
      String expected = "height and width of at least " + least + " and multiples of " + multiple;
      throw refuse(map.text(), expected, null, null);
    }
  }

  private void checkOther(int index, FeatureMap map, BlockInput input, FeatureMap first) {
    String got = map.text() + " at input " + index;
    if (map.channels() != input.channels()) {
      throw refuse(got, input.channels() + " channels", NCHW, null);
    }
    int height = input.resolution().of((int) first.height());
    int width = input.resolution().of((int) first.width());
    if (map.height() != height || map.width() != width) {
      throw refuse(got, "height " + height + " and width " + width, null, null);
    }
  }

  private GraphException refuse(String got, String expected, String advice, Throwable cause) {
    return new GraphException(
        Problem.cannot("feed the DL4J layer").at(where).got(got).expected(expected).advice(advice),
        cause);
  }
}
