package org.sr4j.models.weights;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;

/** Turns weight files of any known format into safetensors that say which network they are of. */
public final class WeightsConverter {

  private static final long UNUSED_SEED = 0;

  private final Registry registry;
  private final ModelDetector detector;
  private final Networks networks;

  @Inject
  public WeightsConverter(Registry registry) {
    this.registry = registry;
    this.detector = new ModelDetector(registry);
    this.networks = new Networks(registry);
  }

  /**
   * Converts a file. Nothing is left at {@code output} if anything fails; a file that is there is
   * replaced once the new one is complete.
   *
   * @param hint what is known of the network
   * @param options that do not show in the weights; they replace what detection assumes
   * @return what was written: the metadata names the network with every option
   * @throws WeightsException if the file cannot be read, is of no known network or of several, or
   *     the output cannot be written
   * @throws org.sr4j.api.error.UnknownIdException for an unknown model
   * @throws OptionsException for unknown options, or if input and output are one file
   */
  public Weights convert(Path input, ModelHint hint, Map<String, Object> options, Path output) {
    checkDiffer(input, output);
    hint.model().ifPresent(registry::model);
    Weights read = WeightsFiles.read(input);
    NetworkSpec detected = detector.detect(read, input.toString(), hint, options);
    Map<String, Object> all = new LinkedHashMap<>(detected.options());
    all.putAll(options);
    try (Network network = networks.create(detected.withOptions(all), UNUSED_SEED)) {
      // What the file says of itself was compared above; the options given here overrule it.
      network.load(read.withMetadata(Map.of()));
      Weights converted = network.weights();
      Safetensors.write(converted, output);
      return converted;
    } catch (WeightsException e) {
      throw e.problem().where() == null ? new WeightsException(e.problem().at(input), e) : e;
    }
  }

  private static void checkDiffer(Path input, Path output) {
    try {
      if (Files.exists(output) && Files.isSameFile(input, output)) {
        throw new OptionsException(
            Problem.cannot("convert the weights")
                .at(output)
                .got("the input")
                .expected("another file"));
      }
    } catch (IOException e) {
      throw new WeightsException(
          Problem.cannot("convert the weights").at(input).got(e.toString()), e);
    }
  }
}
