package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.ConvolutionKernel;
import org.sr4j.models.engine.vector.kernel.ConvolutionSpec;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.Fused;

/** A convolution with what is fused into its store. Rows are those before a pixel shuffle. */
public final class ConvolutionStep extends Step {

  private final ConvolutionSpec spec;
  private final ConvolutionKernel kernel;
  private final Slot in;
  private final Slot out;
  private final Slot add;
  private final Slot multiply;
  private final Slot residual;
  private Fused fused = Fused.NONE;

  /**
   * @param add null, or a map as in {@link Fused}; so {@code multiply} and {@code residual}
   */
  public ConvolutionStep(
      String name,
      ConvolutionSpec spec,
      ConvolutionKernel kernel,
      Slot in,
      Slot out,
      Slot add,
      Slot multiply,
      Slot residual) {
    super(name, kind(spec));
    this.spec = spec;
    this.kernel = kernel;
    this.in = in;
    this.out = out;
    this.add = add;
    this.multiply = multiply;
    this.residual = residual;
  }

  private static String kind(ConvolutionSpec spec) {
    String groups = spec.groups() == 1 ? "" : " in " + spec.groups() + " groups";
    String shuffle = spec.shuffle() == 1 ? "" : " shuffled by " + spec.shuffle();
    return "convolution %dx%d %d->%d%s%s"
        .formatted(
            spec.window().kernelHeight(),
            spec.window().kernelWidth(),
            spec.inputs(),
            spec.outputs(),
            groups,
            shuffle);
  }

  private int rows() {
    return kernel.rowCount(in.map().height());
  }

  @Override
  public int rowStep() {
    return kernel.rowStep();
  }

  @Override
  public int scratchFloats() {
    return kernel.scratchFloats();
  }

  @Override
  public void bind() {
    if (add != null || multiply != null || residual != null) {
      fused = new Fused(operand(add), operand(multiply), operand(residual));
    }
  }

  /** A map of one pixel stands for that pixel everywhere. */
  private FeatureMap operand(Slot slot) {
    if (slot == null) {
      return null;
    }
    FeatureMap map = slot.map();
    FeatureMap target = out.map();
    boolean repeated = map.height() * map.width() == 1 && target.height() * target.width() > 1;
    return repeated
        ? new FeatureMap(
            map.data(), map.offset(), target.height(), target.width(), map.channels(), 1, 0, 0, 0)
        : map;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap target = out.map();
    kernel.rows(in.map(), target, fused, begin, end, scratch);
    int factor = spec.shuffle();
    int first = Math.max(0, begin * factor - spec.cutTop());
    int last =
        end == rows() ? target.height() : Math.min(target.height(), end * factor - spec.cutTop());
    Borders.clear(target, first, Math.max(first, last));
  }

  @Override
  public long multiplyAdds() {
    long pixels = (long) rows() * spec.window().width(in.map().width());
    return pixels * spec.outputs() * spec.inputsPerGroup() * taps();
  }

  private long taps() {
    return (long) spec.window().kernelHeight() * spec.window().kernelWidth();
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out, add, multiply, residual)
        + Float.BYTES * spec.outputs() * spec.inputsPerGroup() * taps();
  }
}
