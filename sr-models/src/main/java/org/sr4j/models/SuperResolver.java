package org.sr4j.models;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.data.image.BufferedImages;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.image.Luma;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.models.engine.EngineChoice;
import org.sr4j.models.engine.OpenNetwork;
import org.sr4j.models.tiling.TiledInference;

/**
 * Enlarges pictures with one network at one scale. Owns the network's native memory: close it. One
 * thread at a time.
 *
 * <p>Grey stays grey, and alpha is enlarged beside the colours by bicubic. The result has exactly
 * {@code scale} times the input's size, whatever that is.
 */
public final class SuperResolver implements AutoCloseable {

  private final InferenceNetwork network;
  private final Session session;
  private final EngineChoice engine;
  private final TiledInference inference;
  private final AutoCloseable owned;

  /**
   * @param open the network's session, closed with the resolver
   * @param tile side of a tile's core in pixels of the input; 0 for the whole picture
   * @param owned closed with the resolver
   */
  SuperResolver(InferenceNetwork network, OpenNetwork open, int tile, AutoCloseable owned) {
    this.network = network;
    this.session = open.session();
    this.engine = open.engine();
    this.owned = owned;
    this.inference = new TiledInference(network, session, tile);
  }

  /**
   * A resolver over a network that somebody else owns and closes, with the weights that it has now.
   *
   * @param tile side of a tile's core in pixels of the input; 0 for the whole picture
   */
  public static SuperResolver over(InferenceNetwork network, Engine engine, int tile) {
    EngineChoice given = new EngineChoice(engine, Map.of());
    return over(network, new OpenNetwork(given, engine.open(network)), tile);
  }

  /**
   * As {@link #over(InferenceNetwork, Engine, int)}, of a network that is open on an engine.
   *
   * @param open its session is closed with the resolver
   */
  public static SuperResolver over(InferenceNetwork network, OpenNetwork open, int tile) {
    return new SuperResolver(network, open, tile, () -> {});
  }

  public ModelDescriptor descriptor() {
    return network.descriptor();
  }

  public int scale() {
    return network.scale();
  }

  /** Id of the engine that runs the network. */
  public String engine() {
    return engine.engine().id();
  }

  /** Engines that would have been taken before this one, by id, and why they were not. */
  public Map<String, String> enginesPassedOver() {
    return engine.passedOver();
  }

  /**
   * @return the enlarged picture, samples clamped to {@code [0,1]}, not rounded
   */
  public Pixels upscale(Pixels picture) {
    int width = picture.width() * scale();
    int height = picture.height() * scale();
    float[][] colour =
        descriptor().colour() == ColourMode.Y ? upscaleLuma(picture) : upscaleRgb(picture);
    float[] alpha = picture.alpha().map(plane -> upscaleAlpha(picture, plane)).orElse(null);
    return Pixels.of(width, height, colour, alpha, picture.bitDepth());
  }

  /** Enlarges a picture in memory. */
  public BufferedImage upscale(BufferedImage picture) {
    return BufferedImages.toBufferedImage(upscale(BufferedImages.toPixels(picture)));
  }

  /**
   * Enlarges a file. Nothing is left at {@code output} if anything fails.
   *
   * @throws org.sr4j.api.error.ImageException if a file cannot be read or written
   */
  public void upscale(Path input, Path output) {
    ImageFiles.write(upscale(ImageFiles.read(input)), output);
  }

  private float[][] upscaleRgb(Pixels picture) {
    Pixels rgb = picture.toRgb();
    float[][] out = run(picture, rgb.plane(0), rgb.plane(1), rgb.plane(2));
    return picture.isGrey() ? new float[][] {mean(out)} : out;
  }

  /** Runs the network on luma; chroma is enlarged by bicubic, as the papers of such networks do. */
  private float[][] upscaleLuma(Pixels picture) {
    if (picture.isGrey()) {
      return run(picture, picture.plane(0));
    }
    Pixels ycbcr = Luma.toYcbcr(picture);
    Pixels enlarged = Bicubic.MATLAB_FLOAT.up(ycbcr, scale());
    float[] luma = run(picture, ycbcr.plane(0))[0];
    Pixels joined =
        Pixels.of(enlarged.width(), enlarged.height(), luma, enlarged.plane(1), enlarged.plane(2));
    Pixels rgb = Luma.toRgb(joined);
    return new float[][] {clamp(rgb.plane(0)), clamp(rgb.plane(1)), clamp(rgb.plane(2))};
  }

  private float[][] run(Pixels picture, float[]... planes) {
    float max = descriptor().range().max();
    float[][] scaled = planes;
    if (max != 1) {
      scaled = new float[planes.length][];
      for (int c = 0; c < planes.length; c++) {
        scaled[c] = planes[c].clone();
        multiply(scaled[c], max);
      }
    }
    float[][] out = inference.run(scaled, picture.width(), picture.height());
    for (float[] plane : out) {
      multiply(plane, 1 / max);
      clamp(plane);
    }
    return out;
  }

  private float[] upscaleAlpha(Pixels picture, float[] alpha) {
    float first = alpha[0];
    for (float value : alpha) {
      if (value != first) {
        Pixels plane = Pixels.of(picture.width(), picture.height(), alpha);
        return clamp(Bicubic.MATLAB_FLOAT.up(plane, scale()).plane(0));
      }
    }
    float[] constant = new float[Math.multiplyExact(alpha.length, scale() * scale())];
    Arrays.fill(constant, first);
    return constant;
  }

  private static float[] mean(float[][] planes) {
    float[] out = new float[planes[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (planes[0][i] + planes[1][i] + planes[2][i]) / 3;
    }
    return out;
  }

  private static void multiply(float[] plane, float factor) {
    if (factor != 1) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] *= factor;
      }
    }
  }

  private static float[] clamp(float[] plane) {
    for (int i = 0; i < plane.length; i++) {
      plane[i] = Math.max(0, Math.min(1, plane[i]));
    }
    return plane;
  }

  @Override
  public void close() {
    session.close();
    try {
      owned.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
