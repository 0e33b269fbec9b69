package org.sr4j.models.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngine;
import org.sr4j.models.engine.onnx.OnnxEngine;
import org.sr4j.models.engine.onnx.OnnxOptions;
import org.sr4j.models.network.Network;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.network.ProgramExport;
import org.sr4j.models.program.onnx.OnnxReader;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.tiling.TiledInference;

/** Networks that went through an ONNX file are the networks that they were. */
class ExportedNetworksTest {

  /** As between engines, see {@link EngineContract}. */
  private static final double TOLERANCE = 1e-4;

  private static final Engine ENGINE = new OnnxEngine(OnnxOptions.defaults().withThreads(1));
  private static final Engine REFERENCE = new Nd4jEngine(64L << 20);

  static Stream<Subject> networks() {
    return Subject.of(Registry.of(new ModelsPlugin())).filter(Subject::isFirstScale);
  }

  private static Program exported(Network network, Size size, BatchForm batch) {
    ProgramExport export = ProgramExport.DEFAULT.withBatch(batch);
    try {
      return export.program(network);
    } catch (GraphException e) {
      return export.withSize(size).program(network);
    }
  }

  private static LoadedNetwork written(Program program) {
    return LoadedNetwork.of(OnnxReader.read(OnnxWriter.toBytes(program), "net.onnx"), "net.onnx");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aFileSaysWhatTheModelSays(Subject subject) {
    try (Network network = subject.network(1)) {
      LoadedNetwork loaded = written(exported(network, subject.size(8), BatchForm.SINGLE));

      assertThat(loaded.descriptor())
          .usingRecursiveComparison()
          .ignoringFields(ignored(loaded))
          .isEqualTo(subject.descriptor());
      assertThat(loaded.scale()).isEqualTo(subject.scale());
      assertThat(loaded.metadata()).containsAllEntriesOf(network.weights().metadata());
    }
  }

  /** A file is of one scale; one of one size knows no others. */
  private static String[] ignored(LoadedNetwork loaded) {
    return loaded.isOfOneSize()
        ? new String[] {"scales", "sizeMultiple", "minSize", "tiling"}
        : new String[] {"scales"};
  }

  /** The operations tell as much as the author of the model does, and err on the safe side. */
  @ParameterizedTest
  @MethodSource("networks")
  void aFileThatSaysNothingIsUnderstood(Subject subject) {
    try (Network network = subject.network(1)) {
      LoadedNetwork loaded = silent(exported(network, subject.size(8), BatchForm.SINGLE));

      ModelDescriptor told = loaded.descriptor();
      ModelDescriptor known = subject.descriptor();
      assertThat(loaded.scale()).isEqualTo(subject.scale());
      assertThat(told.colour()).isEqualTo(known.colour());
      if (loaded.isOfOneSize()) {
        assertThat(told.tiling()).isEqualTo(TilingPolicy.WHOLE);
        return;
      }
      assertThat(told.tiling()).isEqualTo(known.tiling());
      assertThat(told.sizeMultiple()).isEqualTo(known.sizeMultiple());
    }
  }

  @ParameterizedTest
  @MethodSource("tiled")
  void theReceptiveRadiusIsToldFromTheOperations(Subject subject) {
    int measured = ReceptiveField.measure(subject);
    int told =
        subject
            .everyScale()
            .mapToInt(
                s -> {
                  try (Network network = s.network(1)) {
                    Program program = exported(network, s.size(8), BatchForm.SINGLE);
                    return silent(program).descriptor().receptiveRadius();
                  }
                })
            .max()
            .orElseThrow();
    assertThat(told).isBetween(measured, measured + 2);
  }

  static Stream<Subject> tiled() {
    return networks().filter(s -> s.descriptor().tiling() != TilingPolicy.WHOLE);
  }

  /** A network whose file says nothing but by how much the host enlarges inputs beforehand. */
  private static LoadedNetwork silent(Program program) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (program.inputs().stream().anyMatch(i -> i.transform() != InputTransform.IDENTITY)) {
      metadata.put(Weights.SCALE, program.metadata().get(Weights.SCALE));
    }
    return LoadedNetwork.of(program.withMetadata(metadata), "net.onnx");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void tilesOfAFileGiveTheWholePicture(Subject subject) {
    ModelDescriptor descriptor = subject.descriptor();
    boolean tiled = descriptor.tiling() != TilingPolicy.WHOLE;
    int window = 6 + 2 * (descriptor.receptiveRadius() + descriptor.sizeMultiple());
    int width = tiled ? window + 5 : subject.size(9).width();
    int height = tiled ? window + 1 : subject.size(9).height();
    for (BatchForm batch : BatchForm.values()) {
      try (Network network = subject.network(3)) {
        LoadedNetwork loaded = written(exported(network, new Size(height, width), batch));
        float[][] picture = subject.planes(width, height, 4);
        float[][] expected = enlarge(REFERENCE, network, picture, width, height, 0);
        float[][] got = enlarge(ENGINE, loaded, picture, width, height, tiled ? 6 : 0);
        assertThat(subject.distance(got, expected)).as(batch.toString()).isLessThan(TOLERANCE);
      }
    }
  }

  private static float[][] enlarge(
      Engine engine, InferenceNetwork network, float[][] picture, int width, int height, int tile) {
    try (Session session = engine.open(network)) {
      return new TiledInference(network, session, tile).run(picture, width, height);
    }
  }
}
