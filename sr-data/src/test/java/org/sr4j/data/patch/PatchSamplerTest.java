package org.sr4j.data.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.ValueRange;
import org.sr4j.data.augment.Augmentation;
import org.sr4j.data.augment.Symmetry;
import org.sr4j.data.dataset.TrainingPair;
import org.sr4j.data.image.Luma;
import org.sr4j.data.image.Pictures;
import org.sr4j.data.resize.Bicubic;

class PatchSamplerTest {

  private static List<TrainingPair> pairs(int scale) {
    List<TrainingPair> pairs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Pixels picture = Pictures.random(40 + 7 * i, 60 - 6 * i, 3, false, 8);
      pairs.add(TrainingPair.of("p" + i, picture, scale));
    }
    return pairs;
  }

  private static float[] part(float[] all, int n, int size) {
    return Arrays.copyOfRange(all, n * size, (n + 1) * size);
  }

  @Test
  void shapesAndRange() {
    PatchOptions options = PatchOptions.of(3, 24, 4, 1).withRange(ValueRange.BYTE);
    PatchBatch batch = new PatchSampler(pairs(3), options).batch(0);
    assertThat(batch.count()).isEqualTo(4);
    assertThat(batch.channels()).isEqualTo(3);
    assertThat(batch.lowHeight()).isEqualTo(8);
    assertThat(batch.lowRes()).hasSize(4 * 3 * 8 * 8);
    assertThat(batch.highRes()).hasSize(4 * 3 * 24 * 24);
    PatchBatch unit = new PatchSampler(pairs(3), options.withRange(ValueRange.UNIT)).batch(0);
    for (int i = 0; i < batch.highRes().length; i++) {
      assertThat(batch.highRes()[i]).isEqualTo(unit.highRes()[i] * 255f);
      assertThat(unit.highRes()[i]).isBetween(0f, 1f);
    }
  }

  /** The low-resolution patch lies in the shrunk picture where its other half lies in the whole. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void halvesBelongTogether(int scale) {
    List<TrainingPair> pairs = pairs(scale);
    PatchOptions options = PatchOptions.of(scale, 12, 10, 5).withAugmentation(Augmentation.NONE);
    PatchBatch batch = new PatchSampler(pairs, options).batch(3);
    int low = 12 / scale;
    for (int n = 0; n < 10; n++) {
      float[] high = part(batch.highRes(), n, 3 * 12 * 12);
      TrainingPair pair = null;
      int[] place = null;
      for (TrainingPair candidate : pairs) {
        int[] found = find(candidate.highRes().toPixels(), high, 12);
        if (found != null) {
          pair = candidate;
          place = found;
        }
      }
      assertThat(place).isNotNull();
      assertThat(place[0] % scale).isZero();
      assertThat(place[1] % scale).isZero();
      Pixels expected = pair.lowRes().toPixels().crop(place[0] / scale, place[1] / scale, low, low);
      for (int c = 0; c < 3; c++) {
        assertArrayEquals(
            expected.plane(c), part(part(batch.lowRes(), n, 3 * low * low), c, low * low));
      }
    }
  }

  private static int[] find(Pixels picture, float[] patch, int side) {
    for (int y = 0; y + side <= picture.height(); y++) {
      for (int x = 0; x + side <= picture.width(); x++) {
        if (Arrays.equals(picture.crop(x, y, side, side).plane(0), part(patch, 0, side * side))
            && Arrays.equals(
                picture.crop(x, y, side, side).plane(2), part(patch, 2, side * side))) {
          return new int[] {x, y};
        }
      }
    }
    return null;
  }

  /** With one picture as large as a patch, what comes out is one of its eight symmetries. */
  @Test
  void bothHalvesGetTheSameSymmetry() {
    Pixels picture = Pictures.random(16, 16, 3, false, 8);
    TrainingPair pair = TrainingPair.of("p", picture, 2);
    Set<Symmetry> seen = new HashSet<>();
    PatchBatch batch = new PatchSampler(List.of(pair), PatchOptions.of(2, 16, 64, 2)).batch(0);
    for (int n = 0; n < 64; n++) {
      for (Symmetry symmetry : Symmetry.values()) {
        if (Arrays.equals(turned(picture, symmetry, 16), part(batch.highRes(), n, 3 * 16 * 16))) {
          seen.add(symmetry);
          assertThat(part(batch.lowRes(), n, 3 * 8 * 8))
              .isEqualTo(turned(pair.lowRes().toPixels(), symmetry, 8));
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Symmetry.values());
  }

  private static float[] turned(Pixels picture, Symmetry symmetry, int side) {
    float[] out = new float[3 * side * side];
    for (int c = 0; c < 3; c++) {
      symmetry.apply(picture.plane(c), side, out, c * side * side);
    }
    return out;
  }

  @Test
  void aBatchDependsOnSeedAndIndexAlone() {
    PatchOptions options = PatchOptions.of(2, 16, 8, 42).withMinDetail(3);
    PatchSampler sampler = new PatchSampler(pairs(2), options);
    List<PatchBatch> inOrder = LongStream.range(0, 40).mapToObj(sampler::batch).toList();
    PatchSampler resumed = new PatchSampler(pairs(2), options);
    List<PatchBatch> together =
        LongStream.range(0, 40).map(i -> 39 - i).parallel().mapToObj(resumed::batch).toList();
    Set<Integer> different = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      assertArrayEquals(inOrder.get(i).highRes(), together.get(39 - i).highRes());
      assertArrayEquals(inOrder.get(i).lowRes(), together.get(39 - i).lowRes());
      different.add(Arrays.hashCode(inOrder.get(i).highRes()));
    }
    assertThat(different).hasSize(40);
    PatchOptions other = PatchOptions.of(2, 16, 8, 43).withMinDetail(3);
    assertThat(pictures(PatchOptions.of(2, 16, 64, 1)))
        .isNotEqualTo(pictures(PatchOptions.of(2, 16, 64, 2)));
    assertThat(new PatchSampler(pairs(2), other).batch(0).highRes())
        .isNotEqualTo(inOrder.get(0).highRes());
  }

  /** Numbers of the pictures that the first patches are cut from: each is of one level. */
  private static List<Integer> pictures(PatchOptions options) {
    List<TrainingPair> flat = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      float[] plane = new float[16 * 16];
      Arrays.fill(plane, i / 255f);
      flat.add(TrainingPair.of("p" + i, Pixels.of(16, 16, plane), 2));
    }
    PatchBatch batch = new PatchSampler(flat, options).batch(0);
    List<Integer> levels = new ArrayList<>();
    for (int n = 0; n < batch.count(); n++) {
      levels.add(Math.round(batch.highRes()[n * 3 * 16 * 16] * 255));
    }
    return levels;
  }

  @Test
  void everyPictureIsUsedOncePerEpoch() {
    PictureOrder order = new PictureOrder(7, 99);
    Set<List<Integer>> orders = new HashSet<>();
    for (long epoch = 0; epoch < 20; epoch++) {
      long first = 7 * epoch;
      List<Integer> used = LongStream.range(first, first + 7).mapToObj(order::picture).toList();
      assertThat(used).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
      orders.add(used);
    }
    assertThat(orders).hasSizeGreaterThan(15);
    assertThat(order.picture(3)).isEqualTo(new PictureOrder(7, 99).picture(3));
    long different =
        LongStream.range(0, 70)
            .filter(i -> order.picture(i) != new PictureOrder(7, 98).picture(i))
            .count();
    assertThat(different).isGreaterThan(40); // sixty are expected of another seed
  }

  @Test
  void placesReachEveryCornerOfThePicture() {
    float[] ramp = new float[16 * 12];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / 255f; // every pixel another level
    }
    TrainingPair pair = TrainingPair.of("ramp", Pixels.of(16, 12, ramp), 2);
    PatchOptions options = PatchOptions.of(2, 8, 500, 7).withAugmentation(Augmentation.NONE);
    PatchBatch batch = new PatchSampler(List.of(pair), options).batch(0);
    Set<Integer> corners = new HashSet<>();
    for (int n = 0; n < 500; n++) {
      corners.add(Math.round(batch.highRes()[n * 3 * 64] * 255));
    }
    // 5 columns and 3 rows on the grid of the scale; 500 draws miss none of 15 places
    assertThat(corners).hasSize(15).contains(0, 8, 64, 72);
  }

  @Test
  void lumaPatches() {
    Pixels picture = Pictures.random(16, 16, 3, false, 8);
    TrainingPair pair = TrainingPair.of("p", picture, 2);
    PatchOptions options =
        PatchOptions.of(2, 16, 1, 1).withColour(ColourMode.Y).withAugmentation(Augmentation.NONE);
    PatchBatch batch = new PatchSampler(List.of(pair), options).batch(0);
    assertThat(batch.channels()).isEqualTo(1);
    assertThat(batch.highRes()).isEqualTo(Luma.y(picture));
    assertThat(batch.lowRes()).isEqualTo(Luma.y(pair.lowRes().toPixels()));
  }

  /**
   * A patch shrunk with its surroundings equals its part of the whole picture, shrunk unrounded.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void unroundedPatchesAgreeWithTheWholePicture(int scale) {
    Pixels picture = Pictures.random(48, 36, 3, false, 8);
    TrainingPair pair = TrainingPair.of("p", picture, scale);
    Pixels whole = Bicubic.MATLAB_FLOAT.down(picture, scale);
    PatchOptions options =
        PatchOptions.of(scale, 12, 1, 0)
            .withAugmentation(Augmentation.NONE)
            .withLowRes(LowResSource.PATCH_UNROUNDED);
    PatchCutter cutter = new PatchCutter(options);
    int low = 12 / scale;
    for (int y = 0; y + low <= whole.height(); y++) {
      for (int x = 0; x + low <= whole.width(); x++) {
        PatchBatch batch =
            new PatchBatch(1, 3, low, low, scale, new float[3 * low * low], new float[3 * 144]);
        cutter.cut(pair, x, y, Symmetry.IDENTITY, batch, 0);
        for (int c = 0; c < 3; c++) {
          // the weights' own rounding differs with the distance from the picture's corner
          assertArrayEquals(
              whole.crop(x, y, low, low).plane(c), part(batch.lowRes(), c, low * low), 1e-6f);
        }
      }
    }
  }

  @Test
  void smoothPatchesAreDrawnAgain() {
    // left half flat, right half noise
    Pixels noise = Pictures.random(64, 32, 1, false, 8);
    for (int i = 0; i < noise.plane(0).length; i++) {
      if (i % 64 < 32) {
        noise.plane(0)[i] = 0.5f;
      }
    }
    TrainingPair pair = TrainingPair.of("p", noise, 2);
    PatchOptions options = PatchOptions.of(2, 8, 200, 3);
    int smooth = smooth(new PatchSampler(List.of(pair), options).batch(0));
    assertThat(smooth).isBetween(50, 120); // 13 of 29 columns are wholly flat
    PatchOptions filtered = options.withMinDetail(20);
    assertThat(smooth(new PatchSampler(List.of(pair), filtered).batch(0))).isZero();
  }

  private static int smooth(PatchBatch batch) {
    int smooth = 0;
    for (int n = 0; n < batch.count(); n++) {
      float[] patch = part(batch.highRes(), n, 3 * 64);
      boolean flat = true;
      for (float v : patch) {
        flat &= v == patch[0];
      }
      smooth += flat ? 1 : 0;
    }
    return smooth;
  }

  @Test
  void aWhollySmoothSetStillGivesPatches() {
    TrainingPair flat = TrainingPair.of("flat", Pixels.of(16, 16, new float[256]), 2);
    PatchOptions options = PatchOptions.of(2, 8, 3, 3).withMinDetail(50);
    assertThat(new PatchSampler(List.of(flat), options).batch(0).highRes()).containsOnly(0f);
  }

  @Test
  void laplacianByHand() {
    float[] plane = new float[25];
    plane[12] = 10 / 255f; // the middle of 5 x 5
    TrainingPair pair = TrainingPair.of("dot", Pixels.of(5, 5, plane), 1);
    // |4 * 10| at the dot and |-10| at its four neighbours, over nine inner samples
    assertThat(Detail.meanAbsoluteLaplacian(pair.highRes(), 0, 0, 5)).isEqualTo(80 / 9.0);
    assertThat(Detail.meanAbsoluteLaplacian(pair.highRes(), 0, 0, 2)).isZero();
  }

  @Test
  void picturesThatDoNotFit() {
    List<TrainingPair> pairs = pairs(2);
    assertThatThrownBy(() -> new PatchSampler(pairs, PatchOptions.of(2, 42, 1, 0)))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot draw patches: got p0 (40x60, scale 2), p4 (68x36, scale 2), expected pictures"
                + " of at least 42x42 at scale 2.");
    assertThatThrownBy(() -> new PatchSampler(List.of(), PatchOptions.of(2, 4, 1, 0)))
        .hasMessageContaining("got no pictures");
    assertThatThrownBy(() -> new PatchSampler(pairs, PatchOptions.of(3, 3, 1, 0)))
        .hasMessageContaining("at scale 3");
  }

  @Test
  void wrongOptions() {
    assertThatThrownBy(() -> PatchOptions.of(3, 32, 1, 0))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot draw patches [highResSize]: got 32, expected a multiple of the scale 3.");
    assertThatThrownBy(() -> PatchOptions.of(2, 32, 0, 0))
        .hasMessage("Cannot draw patches [batchSize]: got 0, expected at least 1.");
    assertThatThrownBy(() -> PatchOptions.of(2, 32, 1, 0).withMinDetail(Double.NaN))
        .hasMessage("Cannot draw patches [minDetail]: got NaN, expected 0 to 255.");
  }
}
