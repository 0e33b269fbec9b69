package org.sr4j.examples.cli;

import com.google.inject.Guice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.weights.EmbeddedFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sr embed}: weights go into the resources of a jar, ready to run. */
@Command(
    name = "embed",
    description =
        "Puts weights, and the same network as an inference program, into a jar's resources.",
    footer = {
      "",
      "The folder's index.json names them; what is there of the same network is replaced.",
      "",
      "Example:",
      "  sr embed best.safetensors --into META-INF/sr4j/weights"
    })
final class EmbedCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(arity = "1..*", paramLabel = "WEIGHTS", description = "Safetensors of this library.")
  private List<Path> weights;

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "Folder META-INF/sr4j/weights of the resources.")
  private Path folder;

  @Option(
      names = "--default",
      description = "Recommend them for their scale where no model is asked for.")
  private boolean recommended;

  @Override
  public Integer call() {
    EmbeddedFolder embedded =
        Guice.createInjector(new ModelsModule()).getInstance(EmbeddedFolder.class);
    PrintWriter out = spec.commandLine().getOut();
    for (Path file : weights) {
      String name = embedded.add(folder, file, recommended);
      out.println(file + " -> " + folder.resolve(name) + ".safetensors, .onnx");
      out.flush();
    }
    return ExitCode.OK;
  }
}
