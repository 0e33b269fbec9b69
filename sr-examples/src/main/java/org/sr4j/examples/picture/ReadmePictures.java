package org.sr4j.examples.picture;

import java.nio.file.Path;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;

/**
 * Makes the pictures in {@code docs/images}: run it from the project's folder after new weights
 * were embedded.
 *
 * <pre>java -cp "sr-examples/target/sr/lib/*" org.sr4j.examples.picture.ReadmePictures docs/images
 * </pre>
 */
public final class ReadmePictures {

  private static final int SCALE = 2;

  private ReadmePictures() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    ResolverOptions options = ResolverOptions.of(SCALE);
    if (args.length > 1) {
      options = options.withWeights(Path.of(args[1]));
    }
    Pixels original = TestCard.draw();
    Path small = folder.resolve("test-card.png");
    ImageFiles.write(Bicubic.MATLAB.down(original, SCALE), small);
    Pixels lowRes = ImageFiles.read(small);
    try (SuperResolver network = SuperResolution.create().resolver(options)) {
      Pixels sheet =
          new Comparison(164, 138, 152, 104)
              .panel("the small picture", lowRes, SCALE)
              .panel("bicubic x2", Bicubic.MATLAB.up(lowRes, SCALE))
              .panel("shallow EDSR x2", network.upscale(lowRes))
              .panel("the original", original)
              .draw();
      ImageFiles.write(sheet, folder.resolve("comparison.png"));
    }
  }
}
