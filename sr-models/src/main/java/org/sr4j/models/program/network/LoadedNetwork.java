package org.sr4j.models.program.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ProgramNetwork;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * A network that is a program, of this library or anybody's. What the program's metadata do not say
 * is told from its operations: the factor from the sizes of input and output, the receptive radius
 * and whether tiles are exact from how far operations reach.
 */
public final class LoadedNetwork implements ProgramNetwork {

  /** Id of a network that does not say what it is. */
  public static final String ANONYMOUS = "onnx";

  private static final int MAX_SCALE = 16;

  private final String where;
  private final ModelDescriptor descriptor;
  private final int scale;
  private final ProgramForm whole;
  private final Optional<ProgramForm> tiles;

  private LoadedNetwork(
      String where,
      ModelDescriptor descriptor,
      int scale,
      ProgramForm whole,
      Optional<ProgramForm> tiles) {
    this.where = where;
    this.descriptor = descriptor;
    this.scale = scale;
    this.whole = whole;
    this.tiles = tiles;
  }

  /** A program whose samples are in {@code [0,1]} unless it says otherwise. */
  public static LoadedNetwork of(Program program, String where) {
    return of(program, where, Optional.empty());
  }

  /**
   * @param where the program comes from, for errors
   * @param range of the samples, whatever the metadata say
   * @throws WeightsException if the program does not enlarge pictures of one or three channels by a
   *     whole factor, or its metadata say what cannot be
   */
  public static LoadedNetwork of(Program program, String where, Optional<ValueRange> range) {
    try {
      return load(program, where, range);
    } catch (GraphException e) {
      throw new WeightsException(
          Problem.cannot("use the network").at(where).got(e.problem().got()), e);
    } catch (MalformedException e) {
      Problem got = Problem.cannot("use the network").at(where).got(e.getMessage());
      throw new WeightsException(e.expected() == null ? got : got.expected(e.expected()), e);
    }
  }

  private static LoadedNetwork load(Program program, String where, Optional<ValueRange> range) {
    List<Long> shape = program.picture().shape();
    ColourMode colour = colour(shape);
    int said = saidScale(program);
    Probes probes = Probes.of(program, Math.max(1, said));
    int scale = scale(program, probes, said);
    if (said > 0 && said != scale) {
      throw new MalformedException(
          "a network that enlarges by " + scale, "by " + said + ", as its metadata say");
    }
    boolean sizeSpecific = shape.get(2) >= 0 || shape.get(3) >= 0;
    Locality locality = Locality.of(program, scale, probes);
    ModelDescriptor told =
        new ModelDescriptor(
            MalformedException.printable(program.metadata().getOrDefault(Weights.MODEL, ANONYMOUS)),
            "a network read from a file",
            new TreeSet<>(List.of(scale)),
            colour,
            ValueRange.UNIT,
            locality.sizeMultiple(),
            1,
            locality.receptiveRadius(),
            locality.tiling(),
            new Paper("", ""));
    Map<String, String> metadata = new LinkedHashMap<>(program.metadata());
    if (sizeSpecific) {
      metadata.keySet().removeAll(DescriptorMetadata.SIZES);
      // Smaller pictures are extended to the one size, if it is a square.
      int side = shape.get(2).equals(shape.get(3)) ? Math.toIntExact(shape.get(2)) : 1;
      told = sized(told, side);
    }
    ModelDescriptor descriptor = DescriptorMetadata.read(metadata, told);
    if (range.isPresent()) {
      descriptor = withRange(descriptor, range.get());
    }
    if (descriptor.tiling() == TilingPolicy.GLOBAL_MEANS && locality.means().isEmpty()) {
      throw new MalformedException(
          DescriptorMetadata.TILING + " GLOBAL_MEANS of a network without any", "LOCAL or WHOLE");
    }
    ProgramForm whole = whole(program, sizeSpecific);
    Optional<ProgramForm> tiles =
        descriptor.tiling() == TilingPolicy.WHOLE
            ? Optional.empty()
            : Optional.of(TileForm.of(whole, locality.means(), probes));
    return new LoadedNetwork(where, descriptor, scale, whole, tiles);
  }

  private static ColourMode colour(List<Long> shape) {
    if (shape.size() == 4 && shape.get(0) > 1) {
      throw new MalformedException(
          "pictures " + shape + ", always " + shape.get(0) + " at once",
          "one or any number: [1,3,-1,-1] or [-1,3,-1,-1]");
    }
    for (ColourMode colour : ColourMode.values()) {
      if (shape.size() == 4 && shape.get(1) == colour.channels()) {
        return colour;
      }
    }
    throw new MalformedException(
        "pictures " + shape, "one channel (luma) or three (RGB): [-1,1,-1,-1] or [-1,3,-1,-1]");
  }

  private static int saidScale(Program program) {
    String said = program.metadata().get(Weights.SCALE);
    if (said == null) {
      return 0;
    }
    if (!said.matches("[1-9][0-9]?")) {
      throw new MalformedException(Weights.SCALE + " \"" + said + "\"", "a whole number");
    }
    return Integer.parseInt(said);
  }

  /** Sizes of the output over those of the input, for both probes. */
  private static int scale(Program program, Probes probes, int said) {
    if (said == 0
        && program.inputs().stream().anyMatch(i -> i.transform() != InputTransform.IDENTITY)) {
      throw new MalformedException(
          "an input that is enlarged beforehand", "the factor in the metadata, " + Weights.SCALE);
    }
    String picture = program.picture().name();
    // A picture that is enlarged beforehand keeps its size.
    int before = program.picture().transform() == InputTransform.BICUBIC ? said : 1;
    return before * factor(program, probes, picture);
  }

  private static int factor(Program program, Probes probes, String picture) {
    long scale = 0;
    for (int p = 0; p < Probes.COUNT; p++) {
      long[] in = probes.shape(p, picture);
      long[] out = probes.shape(p, program.output());
      scale = p == 0 && out.length == 4 ? out[2] / in[2] : scale;
      if (out.length != 4
          || out[0] != in[0]
          || out[1] != in[1]
          || scale < 1
          || scale > MAX_SCALE
          || out[2] != in[2] * scale
          || out[3] != in[3] * scale) {
        throw new MalformedException(
            "an output " + Arrays.toString(out) + " of " + Arrays.toString(in),
            "a picture of as many channels, higher and wider by a whole factor up to " + MAX_SCALE);
      }
    }
    return (int) scale;
  }

  private static ModelDescriptor sized(ModelDescriptor d, int side) {
    return new ModelDescriptor(
        d.id(),
        d.title(),
        d.scales(),
        d.colour(),
        d.range(),
        side,
        side,
        d.receptiveRadius(),
        TilingPolicy.WHOLE,
        d.paper());
  }

  private static ModelDescriptor withRange(ModelDescriptor d, ValueRange range) {
    return new ModelDescriptor(
        d.id(),
        d.title(),
        d.scales(),
        d.colour(),
        range,
        d.sizeMultiple(),
        d.minSize(),
        d.receptiveRadius(),
        d.tiling(),
        d.paper());
  }

  private static ProgramForm whole(Program program, boolean sizeSpecific) {
    Map<String, InputTransform> inputs = new LinkedHashMap<>();
    for (ProgramInput input : program.inputs()) {
      inputs.put(input.name(), input.transform());
    }
    Signature signature = new Signature(inputs, program.output(), List.of(), Map.of());
    return new ProgramForm(program, signature, sizeSpecific);
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public int scale() {
    return scale;
  }

  /** The program's constants: not the tensors of a state dict, for some are folded. */
  @Override
  public Weights weights() {
    return Weights.of(List.copyOf(whole.program().constants().values()), metadata());
  }

  /** Whether it serves pictures of one size only. */
  public boolean isOfOneSize() {
    return whole.sizeSpecific();
  }

  /** What the file says. */
  public Map<String, String> metadata() {
    return whole.program().metadata();
  }

  /**
   * @throws EngineException always: there is no graph
   */
  @Override
  public NetworkGraph graph(GraphRequest request) {
    throw new EngineException(
        Problem.cannot("write the network as a graph of ND4J")
            .at(where)
            .got("an inference program")
            .advice("Run it on an engine for programs: vector, or onnx."));
  }

  @Override
  public ProgramForm program(GraphRequest request) {
    List<Long> shape = whole.program().picture().shape();
    Problem problem = Problem.cannot("run the network").at(where);
    if (request.batch() == BatchForm.ANY && shape.get(0) == 1) {
      throw new GraphException(problem.got("several samples").expected("one, as it was exported"));
    }
    if (request.lowRes().isPresent()) {
      Size size = request.lowRes().get();
      // A session asks for the smallest size to learn names.
      boolean fits =
          size.equals(new Size(1, 1))
              || (shape.get(2) < 0 || shape.get(2) == size.height())
                  && (shape.get(3) < 0 || shape.get(3) == size.width());
      if (!fits) {
        throw new GraphException(
            problem
                .got("a picture of %dx%d".formatted(size.width(), size.height()))
                .expected("%dx%d, the one size it serves".formatted(shape.get(3), shape.get(2)))
                .advice("Export it with free height and width (dynamic axes)."));
      }
    }
    if (!request.externalMeans()) {
      return whole;
    }
    return tiles.orElseThrow(
        () ->
            new GraphException(
                problem
                    .got("tiles")
                    .expected("the whole picture: its pixels depend on all others")));
  }
}
