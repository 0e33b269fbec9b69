package org.sr4j.models.program.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sr4j.models.program.onnx.OnnxFixture.attribute;
import static org.sr4j.models.program.onnx.OnnxFixture.list;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.WeightsException;
import org.sr4j.models.program.Program;

/** Files are untrusted: each way to be wrong ends in an error that says what is wrong and where. */
class OnnxBadInputTest {

  @TempDir private Path folder;

  private static OnnxFixture small() {
    return OnnxFixture.of(-1, 3, -1, -1)
        .weight("w", 12, 3, 3, 3)
        .node("Conv", "x w", "a", list("pads", 1, 1, 1, 1))
        .node("DepthToSpace", "a", "y", attribute("blocksize", 2L), attribute("mode", "CRD"))
        .output("y");
  }

  private static void refused(OnnxFixture file, String message) {
    refused(file.bytes(), message);
  }

  private static void refused(byte[] file, String message) {
    assertThatThrownBy(() -> OnnxReader.read(file, "net.onnx"))
        .isInstanceOf(WeightsException.class)
        .hasMessage("Cannot read the ONNX file [net.onnx]: " + message);
  }

  @Test
  void aFileThatIsNotThere() {
    Path absent = folder.resolve("absent.onnx");
    assertThatThrownBy(() -> OnnxReader.read(absent))
        .isInstanceOf(WeightsException.class)
        .hasMessage("Cannot read the ONNX file [" + absent + "]: got no such file or folder.");
  }

  /** The file has holes and takes no space. */
  @Test
  void aFileThatIsTooLarge() throws Exception {
    Path large = folder.resolve("large.onnx");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.write(small().bytes());
      file.setLength(OnnxReader.MAX_BYTES + 1);
    }
    assertThatThrownBy(() -> OnnxReader.read(large))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot read the ONNX file ["
                + large
                + "]: got a file of 536870913 bytes, expected at most 536870912.");
  }

  @Test
  void aFileOfAnotherFormat() throws Exception {
    Path text = Files.writeString(folder.resolve("text.onnx"), "not a network");
    assertThatThrownBy(() -> OnnxReader.read(text))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("[" + text + "]: got a damaged file, or one of another format");
    refused(new byte[0], "got a file without a network, expected an ONNX file.");
  }

  @Test
  void operatorsThatAreNotSupportedAreAllNamed() {
    assertThatThrownBy(
            () ->
                OnnxReader.read(
                    small().node("GridSample", "y a", "b").node("Convv", "b", "c").bytes(),
                    "net.onnx"))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith(
            "Cannot read the ONNX file [net.onnx]: got operators that are not supported: Convv"
                + " (node node_c), GridSample (node node_b). Did you mean \"Conv\"? Known: Abs,");
  }

  @Test
  void anOperatorOfAnotherDomain() {
    NodeProto node =
        NodeProto.newBuilder().setOpType("Conv").setDomain("com.microsoft").setName("n").build();
    assertThatThrownBy(() -> OnnxReader.read(small().node(node).bytes(), "net.onnx"))
        .hasMessageContaining("not supported: com.microsoft.Conv (node n). ");
  }

  @Test
  void weightsInAnotherFile() {
    TensorProto external =
        TensorProto.newBuilder()
            .setName("v")
            .setDataType(1)
            .addDims(3)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))
            .build();
    refused(
        small().tensor(external),
        "got values in another file (external data) in weight \"v\", expected one file, saved with"
            + " its weights inside.");
  }

  @Test
  void aWeightThatDoesNotHoldWhatItSays() {
    TensorProto huge =
        TensorProto.newBuilder().setName("v").setDataType(1).addDims(1L << 40).build();
    refused(
        small().tensor(huge),
        "got shape [1099511627776] in 13 bytes in weight \"v\", expected the values that the shape"
            + " says.");
    TensorProto negative =
        TensorProto.newBuilder().setName("v").setDataType(1).addDims(-3).addFloatData(1).build();
    assertThatThrownBy(() -> OnnxReader.read(small().tensor(negative).bytes(), "net.onnx"))
        .hasMessageContaining("got shape [-3] in ");
    TensorProto few =
        TensorProto.newBuilder()
            .setName("v")
            .setDataType(1)
            .addDims(2)
            .addFloatData(1)
            .setDocString("long enough")
            .build();
    refused(small().tensor(few), "got 1 values for [2] in weight \"v\", expected 2.");
  }

  @Test
  void aWeightOfTextOrOfNothingFinite() {
    TensorProto text = TensorProto.newBuilder().setName("v").setDataType(8).addDims(0).build();
    refused(
        small().tensor(text),
        "got elements of type STRING in weight \"v\", expected FLOAT, FLOAT16, BFLOAT16, DOUBLE,"
            + " or INT64 and INT32 for sizes.");
    refused(
        small().floats("v", 1, Float.NaN),
        "got NaN at index 1 of v[2] in weight \"v\", expected finite.");
  }

  @Test
  void anInputOfAnotherTypeOrRank() {
    refused(
        new OnnxFixture()
            .elementType(TensorProto.DataType.FLOAT16)
            .input("x", 1, 3, -1, -1)
            .node("Relu", "x", "y")
            .output("y"),
        "got input \"x\" of type FLOAT16, expected a picture of 32-bit floats.");
    refused(
        OnnxFixture.of(-1, 3, -1).node("Relu", "x", "y").output("y"),
        "got input \"x\" of 3 axes, expected a picture [N,C,H,W].");
    refused(
        small().input("noise", -1, 3, -1, -1),
        "got 2 inputs, among them noise, expected one, the picture.");
    refused(
        new OnnxFixture().scalar("c", 1).node("Relu", "c", "y").output("y"),
        "got no input, expected a picture [N,C,H,W].");
  }

  @Test
  void outputsThatAreNotThere() {
    refused(
        OnnxFixture.of(-1, 3, -1, -1).node("Relu", "x", "y"),
        "got no output, expected the enlarged picture.");
    refused(small().output("z"), "got an output z that nothing makes.");
  }

  @Test
  void namesThatDoNotExistOrExistTwice() {
    refused(
        small().node("Relu", "nothing", "b"),
        "got an input nothing that nothing before makes in Relu \"node_b\".");
    refused(small().node("Relu", "a", "y"), "got two values y in Relu \"node_y\", expected one.");
  }

  @Test
  void shapesThatDoNotFit() {
    assertThatThrownBy(
            () -> OnnxReader.read(small().node("Conv", "y w y", "b").bytes(), "net.onnx"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(" in Conv \"node_b\"");
    assertThatThrownBy(
            () ->
                OnnxReader.read(
                    small().weight("v", 5, 1, 1).node("Add", "y v", "b").bytes(), "net.onnx"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(" in Add \"node_b\"");
    refused(
        small().weight("v", 3, 3, 3).node("Conv", "y v", "b"),
        "got a weight v of 3 axes in Conv \"node_b\", expected four: two-dimensional windows.");
  }

  @Test
  void attributesThatMeanWhatIsNotDone() {
    refused(
        small().node("Relu", "y", "b", attribute("consumed_inputs", 1L)),
        "got the attribute consumed_inputs in Relu \"node_b\", expected only [].");
    refused(
        small().node("MaxPool", "y", "b", list("kernel_shape", 2, 2), attribute("ceil_mode", 1L)),
        "got ceil_mode 1 in MaxPool \"node_b\", expected 0.");
    refused(
        small().node("LeakyRelu", "y", "b", attribute("alpha", 1L)),
        "got alpha of type INT in LeakyRelu \"node_b\", expected FLOAT.");
    refused(
        small().node("MaxPool", "y", "b", list("kernel_shape", 2, 2), list("strides", 0, 1)),
        "got a window 2x2, stride 0x1, dilation 1x1, border 0 0 0 0 in MaxPool \"node_b\","
            + " expected sizes of 1 or more.");
    refused(
        small().node("AveragePool", "y", "b", list("kernel_shape", 3, 1L << 33)),
        "got kernel_shape 8589934592 in AveragePool \"node_b\", expected 0 to 65536.");
    refused(
        small()
            .floats("s", 1, 1, 2, 2)
            .node(
                "Resize",
                "y - s",
                "b",
                attribute("coordinate_transformation_mode", "tf_crop_and_resize")),
        "got coordinate_transformation_mode \"tf_crop_and_resize\" in Resize \"node_b\", expected"
            + " \"half_pixel\" or \"pytorch_half_pixel\", \"half_pixel_symmetric\","
            + " \"asymmetric\", \"align_corners\".");
  }

  @Test
  void slicesThatNoProgramHas() {
    OnnxFixture numbers = small().integers("zero", 0).integers("end", 9).integers("axis", 2);
    refused(
        numbers.integers("none", 0).node("Slice", "y zero end axis none", "b"),
        "got a step of 0 in Slice \"node_b\", expected 1 or more, or -1 or less.");
    refused(
        small()
            .integers("last", -1)
            .integers("all", Long.MIN_VALUE)
            .integers("axis", 2)
            .node("Slice", "y last all axis last", "b"),
        "got a step of -1 along axis 2 of [-1, 3, -1, -1] in Slice \"node_b\", expected a step of"
            + " 1, or above 0 along rows and columns of pictures.");
    refused(
        small().integers("zero", 0).integers("two", 1, 1).node("Slice", "y zero two", "b"),
        "got 1 starts, 2 ends, 1 axes, 1 steps in Slice \"node_b\", expected as many of each.");
  }

  @Test
  void expansionsThatNoProgramHas() {
    refused(
        small().integers("s", 1, 2, 1, 1).node("Expand", "y s", "b"),
        "got an expansion of [1, 3, 192, 288] to [1.0, 2.0, 1.0, 1.0] in Expand \"node_b\","
            + " expected sizes that are equal or 1.");
    refused(
        small()
            .integers("three", 3)
            .node("Shape", "y", "s")
            .node("Mul", "s three", "tripled")
            .node("GlobalAveragePool", "y", "m")
            .node("Slice", "tripled two four", "hw")
            .integers("two", 2)
            .integers("four", 4)
            .node("Expand", "m hw", "b"),
        "got an expansion to [1, 3, 576, 864], computed from the picture's size in Expand"
            + " \"node_b\", expected the height and width of a map.");
  }

  @Test
  void normalisationsThatNoProgramHas() {
    refused(
        small().weight("g", 4).node("LayerNormalization", "y g", "b c"),
        "got mean and deviation as outputs in LayerNormalization \"node_b\", expected the"
            + " normalised value only.");
    refused(
        small()
            .weight("g", 1, 2, 1, 1)
            .node("GlobalAveragePool", "y", "m")
            .node("LayerNormalization", "m g", "b"),
        "got inputs [[1, 3, 1, 1], [1, 2, 1, 1]] in LayerNormalization \"node_b\", expected shapes"
            + " that broadcast.");
    refused(
        small().weight("g", 2).weight("s", 2).node("InstanceNormalization", "y g s", "b"),
        "got inputs [[1, 3, 192, 288], [2, 1, 1]] in InstanceNormalization \"node_b\", expected"
            + " shapes that broadcast.");
    refused(
        small()
            .opset(21)
            .weight("g", 3)
            .weight("s", 3)
            .node("GroupNormalization", "y g s", "b", attribute("num_groups", 2L)),
        "got 2 groups of 3 channels in GroupNormalization \"node_b\", expected equal groups.");
    refused(
        OnnxFixture.of(-1, 1, -1, -1)
            .weight("g", 5)
            .weight("s", 5)
            .node("InstanceNormalization", "x g s", "y")
            .output("y"),
        "got scale and shift that make [-1, 5, -1, -1] of [-1, 1, -1, -1] in"
            + " InstanceNormalization \"node_y\", expected as many as there are values to scale.");
  }

  @Test
  void numbersThatMustBeInTheFile() {
    refused(
        small().node("Clip", "y a", "b"),
        "got an input a computed from pixels in Clip \"node_b\", expected numbers.");
    refused(
        small().node("Where", "y y y", "b"),
        "got Where of pixels in Where \"node_b\", expected Where of sizes, or of constants.");
    refused(
        small().node("Floor", "y", "b"),
        "got Floor of pixels in Floor \"node_b\", expected Floor of sizes, or of constants.");
  }

  @Test
  void anotherOpset() {
    refused(small().opset(8), "got opset 8, expected 9 to 21.");
    refused(small().opset(40), "got opset 40, expected 9 to 21.");
    ModelProto none = small().model().clearOpsetImport().build();
    refused(none.toByteArray(), "got no opset, expected one of 9 to 21.");
  }

  @Test
  void manySmallFieldsAreRefusedBeforeTheyBecomeObjects() {
    GraphProto.Builder nodes = GraphProto.newBuilder();
    NodeProto empty = NodeProto.getDefaultInstance();
    for (int i = 0; i <= WireScan.MAX_FIELDS; i++) {
      nodes.addNode(empty);
    }
    refused(
        ModelProto.newBuilder().setGraph(nodes).build().toByteArray(),
        "got more than 1048576 fields, expected a network.");
  }

  @Test
  void graphsInGraphsInGraphs() {
    GraphProto graph = GraphProto.getDefaultInstance();
    for (int i = 0; i < 20; i++) {
      graph =
          GraphProto.newBuilder()
              .addNode(
                  NodeProto.newBuilder()
                      .setOpType("If")
                      .addAttribute(AttributeProto.newBuilder().setName("then").setG(graph)))
              .build();
    }
    refused(
        ModelProto.newBuilder().setGraph(graph).build().toByteArray(),
        "got messages in messages, 33 deep, expected at most 32.");
  }

  /** Truncated and changed files are read, or refused in the same way as all others. */
  @Test
  void damageNeverEndsInAnythingElse() {
    byte[] file =
        small()
            .integers("s", 1, 12)
            .floats("f", 1, 1, 2, 2)
            .node("Resize", "y - f", "b", attribute("mode", "linear"))
            .node("Shape", "b", "shape")
            .node("Reshape", "b shape", "c")
            .node("GlobalAveragePool", "c", "d")
            .node("Flatten", "d", "e")
            .bytes();
    Random random = new Random(1);
    int read = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = damaged(file, random);
      try {
        Program program = OnnxReader.read(damaged, "net.onnx");
        OnnxWriter.toBytes(program);
        read++;
      } catch (WeightsException e) {
        assertThat(e.getMessage()).startsWith("Cannot ");
      }
    }
    assertThat(read).as("some changes do no harm").isPositive();
  }

  private static byte[] damaged(byte[] file, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
    byte[] damaged = file.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      damaged[at] =
          random.nextBoolean()
              ? (byte) (damaged[at] ^ 1 << random.nextInt(8))
              : (byte) random.nextInt(256);
    }
    return damaged;
  }

  @Test
  void textOfTheFileIsCleanedInErrors() {
    String name = "a\u0007b" + "c".repeat(1000);
    NodeProto node = NodeProto.newBuilder().setOpType(name).addInput("x").addOutput("q").build();
    assertThatThrownBy(() -> OnnxReader.read(small().node(node).bytes(), "net.onnx"))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).contains("a?bccc").doesNotContain("\u0007");
              assertThat(e.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3000);
            });
  }

  @Test
  void metadataThatMakesNoSense() {
    for (Map.Entry<String, String> entry :
        List.of(Map.entry("sr4j.input.x", "SIDEWAYS"), Map.entry("sr4j.scale", "many"))) {
      ModelProto model =
          small()
              .model()
              .addMetadataProps(
                  StringStringEntryProto.newBuilder()
                      .setKey("sr4j.input.x")
                      .setValue(entry.getKey().equals("sr4j.scale") ? "BICUBIC" : entry.getValue()))
              .addMetadataProps(
                  StringStringEntryProto.newBuilder().setKey("sr4j.scale").setValue("many"))
              .build();
      assertThatThrownBy(() -> OnnxReader.read(model.toByteArray(), "net.onnx"))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("got " + entry.getKey() + " \"" + entry.getValue() + "\"");
    }
  }
}
