package org.sr4j.data.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which symmetries a patch may get, each with the same probability: none, the flips and half turn,
 * the four rotations, or all eight.
 *
 * @param flips whether patches may be mirrored
 * @param rotations whether patches may be turned by 90 degrees
 */
public record Augmentation(boolean flips, boolean rotations) {

  public static final Augmentation NONE = new Augmentation(false, false);

  public static final Augmentation ALL = new Augmentation(true, true);

  public List<Symmetry> symmetries() {
    if (flips && rotations) {
      return List.of(Symmetry.values());
    }
    if (flips) {
      return List.of(
          Symmetry.IDENTITY, Symmetry.FLIP_HORIZONTAL, Symmetry.FLIP_VERTICAL, Symmetry.ROTATE_180);
    }
    return rotations
        ? List.of(Symmetry.IDENTITY, Symmetry.ROTATE_90, Symmetry.ROTATE_180, Symmetry.ROTATE_270)
        : List.of(Symmetry.IDENTITY);
  }

  /** Draws one of {@link #symmetries()}. */
  public Symmetry draw(RandomGenerator random) {
    List<Symmetry> choices = symmetries();
    return choices.get(random.nextInt(choices.size()));
  }
}
