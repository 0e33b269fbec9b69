package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One step of an inference program: named inputs to one named output. Each kind is a record that
 * has the meaning of the ONNX operator (opset 17) named in its description; feature maps are {@code
 * [N,C,H,W]}.
 */
public sealed interface Operation
    permits Activation,
        Binary,
        Concat,
        Convolution,
        Identity,
        MatrixProduct,
        Pad,
        PixelShuffle,
        PixelUnshuffle,
        Pool,
        Prelu,
        Reduce,
        Reshape,
        Resize,
        Slice,
        Softmax,
        TransposedConvolution,
        Transpose {

  /** Name of the value that it makes; no other operation makes it. */
  String output();

  /** Names of what it reads: program inputs, constants, or outputs of earlier operations. */
  List<String> inputs();

  /** The same operation with every name, of inputs and output, put through {@code names}. */
  Operation renamed(UnaryOperator<String> names);
}
