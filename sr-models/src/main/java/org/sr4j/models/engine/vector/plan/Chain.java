package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Prelu;

/**
 * A convolution and the operations after it that its kernel does in the store: {@code activation(v
 * + add) * scale * multiply + residual}, and a pixel shuffle.
 */
final class Chain {

  private enum Stage {
    ADD,
    ACTIVATION,
    SCALE,
    MULTIPLY,
    RESIDUAL,
    END
  }

  private final Subprogram program;

  /** The convolution and what was taken over, in order. */
  final List<Operation> operations = new ArrayList<>();

  /** Names of maps, or null. */
  String add;

  String multiply;
  String residual;

  /** One value per stored channel, or null. */
  float[] slope;

  float[] scale;
  int shuffle = 1;
  PixelShuffle.Order order = PixelShuffle.Order.CHANNEL_FIRST;

  private String output;

  /** The stage up to which things can still be taken over. */
  private Stage stage = Stage.ADD;

  /**
   * @param shuffles whether the kernel may shuffle pixels; not if it does so already
   * @param taken operations that belong to other chains
   */
  Chain(Subprogram program, Operation convolution, boolean shuffles, Set<Operation> taken) {
    this.program = program;
    operations.add(convolution);
    output = convolution.output();
    boolean grows = true;
    while (grows && program.isPrivate(output)) {
      Operation next = program.readers(output).get(0);
      grows = !taken.contains(next) && program.isMap(next.output()) && takes(next, shuffles);
      if (grows) {
        operations.add(next);
        output = next.output();
      }
    }
  }

  /** Name of what the whole chain makes. */
  String output() {
    return output;
  }

  private boolean takes(Operation next, boolean shuffles) {
    if (next instanceof PixelShuffle s) {
      if (!shuffles || shuffle > 1 || add != null || multiply != null || residual != null) {
        return false;
      }
      shuffle = s.factor();
      order = s.order();
      // Slope and scale are per channel before the shuffle: only those that are the same for all
      // channels of a pixel would survive it.
      return slope == null && scale == null || undo();
    }
    if (!Arrays.equals(program.shape(next.output()), program.shape(output))) {
      return false;
    }
    if (next instanceof Activation a) {
      return activation(a);
    }
    if (next instanceof Prelu p && p.input().equals(output) && program.isConstant(p.slope())) {
      return slope(channels(p.slope()));
    }
    return next instanceof Binary b && !b.left().equals(b.right()) && binary(b);
  }

  private boolean undo() {
    boolean uniform = isUniform(slope) && isUniform(scale);
    if (!uniform) {
      shuffle = 1;
      return false;
    }
    slope = shortened(slope);
    scale = shortened(scale);
    return true;
  }

  private float[] shortened(float[] values) {
    return values == null ? null : Arrays.copyOf(values, values.length / (shuffle * shuffle));
  }

  private static boolean isUniform(float[] values) {
    if (values != null) {
      for (float value : values) {
        if (value != values[0]) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean activation(Activation a) {
    return switch (a.kind()) {
      case RELU -> slope(filled(0));
      case LEAKY_RELU -> slope(filled(a.alpha()));
      default -> false;
    };
  }

  private boolean slope(float[] values) {
    if (values == null || stage.compareTo(Stage.ACTIVATION) > 0) {
      return false;
    }
    slope = values;
    stage = Stage.SCALE;
    return true;
  }

  private boolean binary(Binary b) {
    String other = b.left().equals(output) ? b.right() : b.left();
    if (b.kind() == Binary.Kind.MULTIPLY) {
      return multiply(other);
    }
    if (b.kind() != Binary.Kind.ADD || !isOperand(other)) {
      return false;
    }
    if (stage == Stage.ADD) {
      add = other;
      stage = Stage.ACTIVATION;
      return true;
    }
    if (stage.compareTo(Stage.RESIDUAL) <= 0) {
      residual = other;
      stage = Stage.END;
      return true;
    }
    return false;
  }

  private boolean multiply(String other) {
    if (program.isConstant(other) && stage.compareTo(Stage.SCALE) <= 0) {
      float[] values = channels(other);
      if (values != null) {
        scale = values;
        stage = Stage.MULTIPLY;
        return true;
      }
    }
    if (stage.compareTo(Stage.MULTIPLY) <= 0 && isOperand(other)) {
      multiply = other;
      stage = Stage.RESIDUAL;
      return true;
    }
    return false;
  }

  /** Whether a map has the result's size, or is one vector of its channels. */
  private boolean isOperand(String name) {
    long[] shape = program.shape(name);
    long[] result = program.shape(output);
    if (!Shapes.fitsMap(shape)) {
      return false;
    }
    long[] map = Shapes.asMap(shape);
    return map[1] == result[1] && (Arrays.equals(map, result) || (map[2] == 1 && map[3] == 1));
  }

  private float[] channels(String name) {
    return program.perChannel(name, (int) program.shape(output)[1]);
  }

  private float[] filled(float value) {
    float[] values = new float[(int) program.shape(output)[1]];
    Arrays.fill(values, value);
    return values;
  }
}
