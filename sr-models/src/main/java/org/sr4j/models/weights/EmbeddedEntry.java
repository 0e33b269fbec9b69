package org.sr4j.models.weights;

import java.net.URL;

/**
 * Weights that a jar on the class path brings along.
 *
 * @param model id of the network
 * @param scale factor that they enlarge by
 * @param resource where the safetensors file lies
 * @param sha256 digest of the file, 64 hexadecimal digits
 */
public record EmbeddedEntry(String model, int scale, URL resource, String sha256) {

  @Override
  public String toString() {
    return model + " x" + scale;
  }
}
