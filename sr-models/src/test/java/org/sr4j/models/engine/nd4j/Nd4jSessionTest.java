package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Tensor;

class Nd4jSessionTest {

  private final TestNetwork network = new TestNetwork(false);
  private final TestNetwork sized = new TestNetwork(true);

  @AfterEach
  void close() {
    network.close();
    sized.close();
  }

  private static Tensor picture(int n, int height, int width) {
    Random random = new Random(height * 31 + width);
    float[] data = new float[n * 3 * height * width];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat();
    }
    return new Tensor("lowres", new long[] {n, 3, height, width}, data);
  }

  private static INDArray array(Tensor tensor) {
    return Nd4j.createFromArray(tensor.data()).reshape(tensor.shape());
  }

  private static void assertSame(Tensor got, INDArray expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    // The same operations on the same values; oneDNN may split its sums otherwise.
    assertThat(array(got).sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThat(expected.amaxNumber().doubleValue()).isGreaterThan(1e-2);
  }

  @Test
  void enlargesPicturesOfAnySizeAndNumber() {
    NetworkGraph graph = network.graph(GraphRequest.WHOLE.withBatch(BatchForm.ANY));
    try (Session session = new Nd4jEngine(1 << 20).open(network)) {
      String output = session.signature(Form.WHOLE).output();
      for (Tensor x : List.of(picture(1, 5, 7), picture(2, 6, 4), picture(1, 1, 1))) {
        Tensor y = session.run(Form.WHOLE, Map.of("lowres", x), List.of(output)).get(0);
        assertThat(y.name()).isEqualTo(output);
        assertSame(
            y,
            graph.graph().output(Map.of("lowres", array(x)), graph.output()).get(graph.output()));
      }
    }
  }

  @Test
  void tilesTakeGlobalMeansAsInputs() {
    Tensor x = picture(1, 6, 6);
    try (Session session = new Nd4jEngine(1 << 20).open(network)) {
      Signature tiles = session.signature(Form.TILE);
      assertThat(tiles.globalMeans()).hasSize(1);
      NetworkGraph.GlobalMean mean = tiles.globalMeans().get(0);
      Tensor source = session.run(Form.TILE, Map.of("lowres", x), List.of(mean.source())).get(0);
      float[] means = new float[8];
      for (int i = 0; i < source.data().length; i++) {
        means[i / 36] += source.data()[i] / 36;
      }
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      inputs.put("lowres", x);
      inputs.put(mean.input(), new Tensor(mean.input(), new long[] {1, 8, 1, 1}, means));
      Tensor tiled = session.run(Form.TILE, inputs, List.of(tiles.output())).get(0);
      Tensor whole =
          session
              .run(Form.WHOLE, Map.of("lowres", x), List.of(session.signature(Form.WHOLE).output()))
              .get(0);
      for (int i = 0; i < whole.data().length; i++) {
        // The mean of 36 floats in another order of summation.
        assertThat(tiled.data()[i]).isCloseTo(whole.data()[i], within(1e-6f));
      }
    }
  }

  @Test
  void givesAuxiliaryOutputsInTheOrderAskedFor() {
    Tensor x = picture(1, 4, 4);
    try (Session session = new Nd4jEngine(1 << 20).open(network)) {
      NetworkGraph graph = network.graph(GraphRequest.WHOLE);
      String early = graph.auxiliaryOutputs().get(0).variable();
      List<Tensor> got =
          session.run(Form.WHOLE, Map.of("lowres", x), List.of(early, graph.output()));
      assertThat(got.get(0).shape()).containsExactly(1, 8, 4, 4);
      assertSame(got.get(0), graph.graph().output(Map.of("lowres", array(x)), early).get(early));
      assertThat(got.get(1).shape()).containsExactly(1, 3, 8, 8);
    }
  }

  @Test
  void writesSizeSpecificGraphsPerSize() {
    try (Session session = new Nd4jEngine(1 << 20).open(sized)) {
      Signature sample = session.signature(Form.WHOLE);
      for (int side : new int[] {3, 5, 3}) {
        Tensor x = picture(1, side, side + 1);
        NetworkGraph expected = sized.graph(GraphRequest.WHOLE.withSize(new Size(side, side + 1)));
        Tensor y = session.run(Form.WHOLE, Map.of("lowres", x), List.of(sample.output())).get(0);
        assertSame(
            y,
            expected
                .graph()
                .output(Map.of("lowres", array(x)), expected.output())
                .get(expected.output()));
      }
    }
  }

  @Test
  void usesTheWeightsOfTheMoment() {
    Tensor x = picture(1, 4, 4);
    try (Session session = new Nd4jEngine(1 << 20).open(network)) {
      List<String> output = List.of(session.signature(Form.WHOLE).output());
      float before = session.run(Form.WHOLE, Map.of("lowres", x), output).get(0).data()[0];
      network.store.parameters().stream()
          .filter(p -> p.name().equals("up.bias"))
          .forEach(p -> p.array().addi(1));
      float after = session.run(Form.WHOLE, Map.of("lowres", x), output).get(0).data()[0];
      assertThat(after).isCloseTo(before + 1, within(1e-6f));
    }
  }

  @Test
  void aClosedNetworkIsAnErrorAndNotACrash() {
    Tensor x = picture(1, 4, 4);
    try (Session session = new Nd4jEngine(1 << 20).open(network)) {
      List<String> output = List.of(session.signature(Form.WHOLE).output());
      session.run(Form.WHOLE, Map.of("lowres", x), output);
      network.close();
      assertThatThrownBy(() -> session.run(Form.WHOLE, Map.of("lowres", x), output))
          .isInstanceOf(EngineException.class)
          .hasMessageEndingWith(
              "got weights that were closed. Close the network after whatever runs it.");
    }
  }

  @Test
  void keepsPlansWithinItsMemory() {
    long limit = 64 << 10;
    long largest;
    try (Nd4jSession session = new Nd4jSession(network, limit)) {
      List<String> output = List.of(session.signature(Form.WHOLE).output());
      session.run(Form.WHOLE, Map.of("lowres", picture(1, 23, 23)), output);
      largest = session.bytes();
    }
    try (Nd4jSession session = new Nd4jSession(network, limit)) {
      List<String> output = List.of(session.signature(Form.WHOLE).output());
      for (int side = 4; side < 24; side++) {
        session.run(Form.WHOLE, Map.of("lowres", picture(1, side, side)), output);
        assertThat(session.bytes()).isLessThanOrEqualTo(limit + largest);
      }
      assertThat(session.plans()).isBetween(2, 10);
      int plans = session.plans();
      session.run(Form.WHOLE, Map.of("lowres", picture(1, 23, 23)), output);
      assertThat(session.plans()).isEqualTo(plans);
    }
  }

  @Test
  void saysWhatIsWrongWithItsInputs() {
    Session session = new Nd4jEngine(1 << 20).open(network);
    List<String> output = List.of(session.signature(Form.WHOLE).output());
    assertThatThrownBy(() -> session.run(Form.WHOLE, Map.of(), output))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot run the network [lowres]: got no such input among [], expected a picture"
                + " [N,C,H,W].");
    Tensor grey = new Tensor("lowres", new long[] {1, 1, 2, 2}, new float[4]);
    assertThatThrownBy(() -> session.run(Form.WHOLE, Map.of("lowres", grey), output))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Cannot run the network [lowres]: got lowres[1, 1, 2, 2], expected [-1, 3, -1, -1],"
                + " -1 being any size.");
    Map<String, Tensor> more = Map.of("lowres", picture(1, 4, 4), "extra", grey);
    assertThatThrownBy(() -> session.run(Form.WHOLE, more, output))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("Cannot run the network [extra]: got no input of this name");
    session.close();
    assertThatThrownBy(() -> session.signature(Form.WHOLE))
        .isInstanceOf(EngineException.class)
        .hasMessage("Cannot run the network: got a closed session.");
  }
}
