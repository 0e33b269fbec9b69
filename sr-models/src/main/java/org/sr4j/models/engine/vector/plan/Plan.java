package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sr4j.models.engine.vector.step.Step;
import org.sr4j.models.engine.vector.thread.BandJob;
import org.sr4j.models.engine.vector.thread.BandPool;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ShapeInference;
import org.sr4j.models.program.op.Operation;

/** A program at fixed sizes for one sample: groups of steps, and where their values lie. */
public final class Plan {

  private final String picture;
  private final List<Group> groups;
  private final List<Value> values;
  private final Map<String, Value> inputs;
  private final Map<String, Value> outputs;
  private final Placement placement;
  private final long[] lengths;
  private final Job job;
  private int generation = -1;
  private int scratchFloats;
  private float[][] scratch;

  /** Values that lie in the caller's memory, which is another one in every run. */
  private final List<Value> ofCaller;

  private Plan(
      String picture,
      List<List<Planned>> grouped,
      List<Value> values,
      Map<String, Value> inputs,
      Map<String, Value> outputs,
      int threads) {
    this.picture = picture;
    this.values = values;
    this.inputs = inputs;
    this.outputs = outputs;
    ofCaller = values.stream().filter(v -> v.isView() && v.root().external).toList();
    for (int g = 0; g < grouped.size(); g++) {
      for (Planned planned : grouped.get(g)) {
        for (Value value : planned.values()) {
          value.touch(g);
        }
      }
    }
    List<Value> own = values.stream().filter(v -> v.needsMemory() && v.last >= 0).toList();
    placement = new Placement(own, Arena.BLOCK_LIMIT);
    lengths = placement.lengths();
    groups = grouped.stream().map(members -> Grouping.group(members, threads)).toList();
    job = new Job(threads);
  }

  /**
   * @param program of one sample
   * @param inputs shapes by name, the first axis 1
   * @param outputs names of values that are wanted
   * @param kernels convolutions of this program
   * @param threads that will share the work; results do not depend on it
   */
  public static Plan of(
      Program program,
      Map<String, long[]> inputs,
      List<String> outputs,
      Kernels kernels,
      int threads) {
    Map<String, long[]> shapes = ShapeInference.of(program, inputs);
    Subprogram needed = new Subprogram(program, shapes, outputs);
    Values values = new Values(needed);
    Map<String, Value> given = new LinkedHashMap<>();
    for (ProgramInput input : program.inputs()) {
      Value value = values.external(input.name());
      given.put(input.name(), value);
      values.defineArray(input.name(), value);
    }
    Map<String, Value> wanted = new LinkedHashMap<>();
    outputs.forEach(name -> wanted.put(name, values.external(name)));
    StepWriter writer = new StepWriter(needed, kernels, values, wanted);
    for (Operation operation : needed.operations) {
      writer.write(operation);
      Value out = wanted.get(operation.output());
      if (out != null && out.planes == null) {
        values.give(operation.output(), out);
      }
    }
    for (String name : outputs) {
      if (!needed.producers.containsKey(name)) {
        values.give(name, wanted.get(name));
      }
    }
    String picture = Arrays.toString(inputs.get(program.picture().name()));
    return new Plan(picture, Grouping.of(values.steps), values.all(), given, wanted, threads);
  }

  /** Shape of an output for one sample. */
  public long[] shape(String output) {
    return outputs.get(output).shape.clone();
  }

  /** Steps in the order in which they are done. */
  public List<Step> steps() {
    return groups.stream().flatMap(group -> group.steps().stream()).toList();
  }

  /** Where an input of the next run lies. */
  public void input(String name, float[] data, int offset) {
    inputs.get(name).bindExternal(data, offset);
  }

  /** Where an output of the next run goes. */
  public void output(String name, float[] data, int offset) {
    outputs.get(name).bindExternal(data, offset);
  }

  /**
   * Runs the program on the inputs that were given last.
   *
   * @param workspace used by one plan at a time
   * @throws org.sr4j.api.error.EngineException if there is not enough memory
   */
  public void run(Workspace workspace, BandPool pool) {
    prepare(workspace);
    pool.run(job);
  }

  /** Steps that are done together, and how long that took. */
  public record Time(String name, String kind, long nanoseconds, long multiplyAdds, long bytes) {}

  /** Runs several times as {@link #run} does and adds up the times. */
  public List<Time> times(Workspace workspace, BandPool pool, int runs) {
    prepare(workspace);
    long[] nanoseconds = new long[groups.size()];
    job.times = new long[groups.size() + 1];
    for (int run = 0; run < runs; run++) {
      pool.run(job);
      job.times[groups.size()] = System.nanoTime();
      for (int g = 0; g < groups.size(); g++) {
        nanoseconds[g] += job.times[g + 1] - job.times[g];
      }
    }
    job.times = null;
    List<Time> times = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      List<Step> steps = groups.get(g).steps();
      times.add(
          new Time(
              steps.get(steps.size() - 1).name(),
              steps.stream().map(Step::kind).collect(Collectors.joining(", ")),
              nanoseconds[g],
              steps.stream().mapToLong(Step::multiplyAdds).sum(),
              steps.stream().mapToLong(Step::bytes).sum()));
    }
    return times;
  }

  private void prepare(Workspace workspace) {
    workspace.arena().require(lengths, picture);
    if (generation != workspace.arena().generation()) {
      generation = workspace.arena().generation();
      values.stream().filter(Value::needsMemory).forEach(v -> bind(v, workspace.arena()));
      values.stream().filter(Value::isView).forEach(Plan::bindWithin);
      int floats = 0;
      for (Step step : steps()) {
        step.bind();
        floats = Math.max(floats, step.scratchFloats());
      }
      scratchFloats = floats;
    } else {
      for (int i = 0; i < ofCaller.size(); i++) {
        bindWithin(ofCaller.get(i));
      }
    }
    scratch = workspace.scratch(scratchFloats);
  }

  private void bind(Value value, Arena arena) {
    Placement.Place place = placement.of(value);
    // What nobody reads or writes has no place.
    if (place != null) {
      value.bind(arena.block(place.block()), place.offset());
    }
  }

  private static void bindWithin(Value value) {
    if (value.root().last < 0) {
      return;
    }
    if (value.parent().isView()) {
      bindWithin(value.parent());
    }
    value.bindWithin();
  }

  private final class Job extends BandJob {

    /** When each step began; null while nobody wants to know. */
    private long[] times;

    Job(int threads) {
      super(groups.stream().mapToInt(Group::bands).toArray(), threads);
    }

    @Override
    protected void reached(int step, int worker) {
      if (times != null && worker == 0) {
        times[step] = System.nanoTime();
      }
    }

    @Override
    protected void band(int step, int band, int worker) {
      groups.get(step).run(band, scratch[worker]);
    }
  }
}
