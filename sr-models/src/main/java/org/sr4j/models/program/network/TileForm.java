package org.sr4j.models.program.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.engine.NetworkGraph.GlobalMean;
import org.sr4j.api.engine.Signature;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Resolution;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Reshape;

/** Makes of a program one for tiles, whose global means are inputs. */
final class TileForm {

  private TileForm() {}

  static ProgramForm of(ProgramForm whole, List<Reduce> means, Probes probes) {
    Program program = whole.program();
    long samples = program.picture().shape().get(0);
    Map<Operation, ProgramInput> given = new HashMap<>();
    Set<String> names = names(program);
    List<GlobalMean> described = new ArrayList<>();
    Set<String> outputs = new LinkedHashSet<>(List.of(program.output()));
    for (Reduce mean : means) {
      String name = fresh("mean." + described.size(), names);
      long channels = probes.fixed(mean.input()).get(1);
      given.put(
          mean,
          new ProgramInput(name, List.of(samples, channels, 1L, 1L), InputTransform.IDENTITY));
      outputs.add(mean.input());
      described.add(
          new GlobalMean(
              name, mean.input(), (int) channels, resolution(program, mean.input(), probes)));
    }
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : program.operations()) {
      ProgramInput input = given.get(operation);
      operations.add(input == null ? operation : replaced((Reduce) operation, input.name()));
    }
    List<ProgramInput> inputs = new ArrayList<>(program.inputs());
    described.forEach(
        mean ->
            inputs.add(
                given.values().stream()
                    .filter(input -> input.name().equals(mean.input()))
                    .findFirst()
                    .orElseThrow()));
    Program tiles =
        new Program(
            inputs, List.copyOf(outputs), operations, program.constants(), program.metadata());
    Signature signature =
        new Signature(whole.signature().inputs(), program.output(), described, Map.of());
    return new ProgramForm(tiles, signature, whole.sizeSpecific());
  }

  private static Operation replaced(Reduce mean, String input) {
    return mean.keepAxes()
        ? new Identity(mean.output(), input)
        : new Reshape(mean.output(), input, List.of(0L, 0L));
  }

  /** Of a map, told from the sizes that probes have; tiles must fit it exactly. */
  private static Resolution resolution(Program program, String map, Probes probes) {
    long rows = probes.shape(0, map)[2];
    long lowRes = probes.shape(0, program.picture().name())[2];
    return new Resolution(Math.toIntExact(rows), Math.toIntExact(lowRes));
  }

  private static Set<String> names(Program program) {
    Set<String> names = new HashSet<>(program.constants().keySet());
    program.inputs().forEach(input -> names.add(input.name()));
    program.operations().forEach(operation -> names.add(operation.output()));
    return names;
  }

  private static String fresh(String wanted, Set<String> names) {
    String name = wanted;
    while (!names.add(name)) {
      name += "'";
    }
    return name;
  }
}
