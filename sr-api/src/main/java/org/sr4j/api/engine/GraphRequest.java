package org.sr4j.api.engine;

import java.util.Optional;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Size;

/**
 * Which form of a network's inference graph is wanted.
 *
 * @param externalMeans whether global means are inputs (for tiles) rather than computed in the
 *     graph
 * @param lowRes size of the input, for networks that need it; the size-specific builder refuses to
 *     build without
 */
public record GraphRequest(BatchForm batch, boolean externalMeans, Optional<Size> lowRes) {

  /** One whole picture of any size. */
  public static final GraphRequest WHOLE =
      new GraphRequest(BatchForm.SINGLE, false, Optional.empty());

  /** Tiles of one picture, with global means given. */
  public static final GraphRequest TILES =
      new GraphRequest(BatchForm.SINGLE, true, Optional.empty());

  public GraphRequest withSize(Size size) {
    return new GraphRequest(batch, externalMeans, Optional.of(size));
  }

  public GraphRequest withBatch(BatchForm form) {
    return new GraphRequest(form, externalMeans, lowRes);
  }
}
