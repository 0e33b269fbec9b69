package org.sr4j.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sr upscale}: enlarges pictures. */
@Command(
    name = "upscale",
    description = "Enlarges pictures: PNG or JPEG files, or all of them in a folder.",
    footer = {
      "",
      "A folder gets NAME_x2.png for each picture NAME; it is made if it is absent.",
      "A file that is there already is replaced once the new one is complete.",
      "",
      "Examples:",
      "  sr upscale photo.jpg -o photo_x2.png",
      "  sr upscale a.png b.jpg -o enlarged/",
      "  sr upscale holiday -o enlarged --weights runs/mine/best.safetensors"
    })
final class UpscaleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ParentCommand private Sr root;

  @Mixin private HelpOption help;

  @Mixin private NetworkOptions network;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Picture, or folder of pictures (without its subfolders).")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUTPUT",
      description = "PNG or JPEG file for one picture; a folder for several.")
  private String output;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  @Override
  public Integer call() {
    OutputTarget target = OutputTarget.of(output, inputs);
    try (SuperResolver resolver = SuperResolution.create().resolver(network.resolverOptions())) {
      if (root.verbose()) {
        tellEngine(resolver);
      }
      UpscalePlan plan = UpscalePlan.of(inputs, target, resolver.scale());
      plan.failures().values().forEach(this::report);
      int failures = plan.failures().size();
      for (UpscalePlan.Job job : plan.jobs()) {
        failures += done(job, target, resolver) ? 0 : 1;
      }
      return failures == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void tellEngine(SuperResolver resolver) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s x%d on the engine %s"
            .formatted(resolver.descriptor().id(), resolver.scale(), resolver.engine()));
    resolver
        .enginesPassedOver()
        .forEach((id, reason) -> out.println("not on the engine " + id + ": " + reason));
    out.flush();
  }

  /** Enlarges one picture; a failure is told and does not stop the others. */
  private boolean done(UpscalePlan.Job job, OutputTarget target, SuperResolver resolver) {
    long start = System.nanoTime();
    try {
      Pixels picture = ImageFiles.read(job.input());
      Pixels enlarged = resolver.upscale(picture);
      makeFolder(target);
      ImageFiles.write(enlarged, job.output());
      if (!quiet) {
        print(job, enlarged, (System.nanoTime() - start) / 1e9);
      }
      return true;
    } catch (RuntimeException | OutOfMemoryError e) {
      report(e);
      return false;
    }
  }

  private static void makeFolder(OutputTarget target) {
    if (target.folder()) {
      try {
        Files.createDirectories(target.path());
      } catch (IOException e) {
        throw new ImageException(
            Problem.cannot("make the folder").at(target.path()).got(e.getMessage()), e);
      }
    }
  }

  private void print(UpscalePlan.Job job, Pixels enlarged, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s -> %s (%dx%d, %.1f s)%n",
        job.input(),
        job.output(),
        enlarged.width(),
        enlarged.height(),
        seconds);
    out.flush();
  }

  private void report(Throwable e) {
    Errors.report(e, spec.commandLine(), root.verbose());
  }
}
