package org.sr4j.models.program.lowering;

import org.sr4j.models.program.shape.Dim;

/**
 * A part of an axis: an axis of 12 may be digits of 3 and 4, the second counting faster. Two digits
 * of one size are two digits.
 */
final class Digit {

  final Dim size;

  Digit(Dim size) {
    this.size = size;
  }

  @Override
  public String toString() {
    return size.toString();
  }
}
