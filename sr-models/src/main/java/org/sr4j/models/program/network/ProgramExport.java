package org.sr4j.models.program.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.lowering.Lowering;
import org.sr4j.models.program.onnx.OnnxWriter;
import org.sr4j.models.program.pass.Optimiser;

/**
 * How a network is exported.
 *
 * @param batch one sample (a dynamic convolution has one kernel, computed from the picture) or any
 *     number (weighted copies of all its kernels)
 * @param lowRes the one size of pictures that the program is for; empty for all sizes
 * @param metadata what the file shall say besides: provenance, licence
 */
public record ProgramExport(BatchForm batch, Optional<Size> lowRes, Map<String, String> metadata) {

  /** Metadata key of the terms under which weights may be used. */
  public static final String LICENCE = "sr4j.licence";

  /** One picture of any size. */
  public static final ProgramExport DEFAULT =
      new ProgramExport(BatchForm.SINGLE, Optional.empty(), Map.of());

  public ProgramExport withBatch(BatchForm form) {
    return new ProgramExport(form, lowRes, metadata);
  }

  public ProgramExport withSize(Size size) {
    return new ProgramExport(batch, Optional.of(size), metadata);
  }

  public ProgramExport with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(key, value);
    return new ProgramExport(batch, lowRes, more);
  }

  /**
   * The network as a program that says all that is needed to run it.
   *
   * @throws GraphException if the network cannot be lowered; if it needs the size of pictures and
   *     none was given, saying so
   */
  public Program program(InferenceNetwork network) {
    ProgramForm form = Lowering.lower(network, new GraphRequest(batch, false, lowRes));
    Program program = Optimiser.optimise(form.program());
    Map<String, String> all = new LinkedHashMap<>(network.weights().metadata());
    all.putAll(DescriptorMetadata.of(network.descriptor()));
    all.putAll(metadata);
    if (form.sizeSpecific()) {
      lowRes.ifPresent(s -> all.put(OnnxWriter.SIZE, s.height() + "x" + s.width()));
    }
    return program.withMetadata(all);
  }
}
