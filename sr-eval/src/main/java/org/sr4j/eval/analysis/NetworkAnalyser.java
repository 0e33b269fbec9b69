package org.sr4j.eval.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.weights.Tensor;
import org.sr4j.data.image.Luma;
import org.sr4j.data.resize.Bicubic;

/** Looks at what passes the markers of a network: its own and its strategies' effect included. */
public final class NetworkAnalyser {

  private static final String SHALLOW = "shallow";
  private static final String BLOCK = "block.";
  private static final String RESIDUAL = "residual.";

  private final Engine engine;
  private final Window window;

  /**
   * @param engine one that keeps what passes markers
   */
  public NetworkAnalyser(Engine engine, Window window) {
    this.engine = engine;
    this.window = window;
  }

  /**
   * @param label what reports call the network
   * @param lowRes a whole picture; what is over a multiple of the size that the network takes is
   *     cut off at the right and bottom
   * @throws EngineException if the network marks nothing, or the engine does not keep it
   */
  public NetworkAnalysis analyse(String label, InferenceNetwork network, Pixels lowRes) {
    try (Session session = engine.open(network)) {
      Signature signature = session.signature(Session.Form.WHOLE);
      Map<String, String> taps = new LinkedHashMap<>();
      signature
          .taps()
          .forEach(
              (marker, name) -> {
                if (marker.equals(SHALLOW)
                    || marker.startsWith(BLOCK)
                    || marker.startsWith(RESIDUAL)) {
                  taps.put(marker, name);
                }
              });
      if (taps.isEmpty()) {
        throw nothing(label);
      }
      List<String> names = taps.values().stream().distinct().toList();
      Map<String, Tensor> inputs = inputs(signature, network, lowRes);
      List<Tensor> maps = session.run(Session.Form.WHOLE, inputs, names);
      Map<String, Tensor> byName = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        byName.put(names.get(i), maps.get(i));
      }
      return analysis(label, taps, byName);
    }
  }

  private NetworkAnalysis analysis(
      String label, Map<String, String> taps, Map<String, Tensor> maps) {
    List<MarkerSpectrum> spectra = new ArrayList<>();
    List<ResidualValues> residuals = new ArrayList<>();
    taps.forEach(
        (marker, name) -> {
          if (marker.startsWith(RESIDUAL)) {
            residuals.add(ResidualValues.of(marker, maps.get(name)));
          } else {
            spectra.add(MarkerSpectrum.of(marker, maps.get(name), window));
          }
        });
    return new NetworkAnalysis(label, spectra, residuals);
  }

  private EngineException nothing(String label) {
    return new EngineException(
        Problem.cannot("analyse the network")
            .at(label)
            .got("no markers on engine " + engine.id())
            .expected("a marked shallow feature, blocks or residuals")
            .advice(
                "docs/networks.md lists what networks mark; engine nd4j keeps what passes them."));
  }

  private static Map<String, Tensor> inputs(
      Signature signature, InferenceNetwork network, Pixels lowRes) {
    ModelDescriptor descriptor = network.descriptor();
    Pixels picture = taken(descriptor, lowRes);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    signature
        .inputs()
        .forEach(
            (name, transform) -> {
              Pixels given =
                  transform == InputTransform.BICUBIC
                      ? Bicubic.MATLAB_FLOAT.up(picture, network.scale())
                      : picture;
              inputs.put(name, tensor(name, descriptor, given));
            });
    return inputs;
  }

  /** The picture cut to a size that the network takes. */
  private static Pixels taken(ModelDescriptor descriptor, Pixels picture) {
    Pixels cut = picture.cropToMultiple(descriptor.sizeMultiple());
    if (Math.min(cut.width(), cut.height()) < descriptor.minSize()) {
      throw new EngineException(
          Problem.cannot("analyse the network")
              .at(descriptor.id())
              .got("a picture of " + picture.width() + " x " + picture.height())
              .expected("at least " + descriptor.minSize() + " pixels a side"));
    }
    return cut;
  }

  private static Tensor tensor(String name, ModelDescriptor descriptor, Pixels picture) {
    int channels = descriptor.colour().channels();
    int pixels = picture.width() * picture.height();
    float max = descriptor.range().max();
    float[] data = new float[channels * pixels];
    for (int c = 0; c < channels; c++) {
      float[] plane =
          descriptor.colour() == ColourMode.Y ? luma(picture) : picture.toRgb().plane(c);
      for (int i = 0; i < pixels; i++) {
        data[c * pixels + i] = plane[i] * max;
      }
    }
    return new Tensor(name, new long[] {1, channels, picture.height(), picture.width()}, data);
  }

  /** As networks on luma enlarge pictures: grey as it is. */
  private static float[] luma(Pixels picture) {
    return picture.isGrey() ? picture.plane(0) : Luma.y(picture);
  }
}
