package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Approximations over arrays whose length is a multiple of the vectors'. Errors are bounds that a
 * test's dense sweep of the arguments stays below, in units in the last place of the result.
 *
 * <p>{@code e^x} for {@code x} in {@code [-87.33, 88.722]} is Cody and Waite's reduction and
 * Cephes' polynomial of degree 6, written out where it is used: a method of ours that returns a
 * vector would box it where the compiler inlines deep.
 */
final class Transcendental {

  /** Adding it leaves a rounded integer in the low bits of the sum: conversion without casts. */
  private static final float ROUNDER = 12582912f;

  private static final float EXP_MAX = 88.722f;
  private static final float EXP_MIN = -87.33f;

  private Transcendental() {}

  /** {@code e^x}, 2 ulp; 0 below -87.33 and infinity above 88.722. */
  static void exp(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector any = FloatVector.fromArray(Lanes.SPECIES, a, ao + i);
      FloatVector x = any.max(EXP_MIN).min(EXP_MAX);
      FloatVector shifted =
          x.fma(
              FloatVector.broadcast(Lanes.SPECIES, 1.44269504f),
              FloatVector.broadcast(Lanes.SPECIES, ROUNDER));
      FloatVector whole = shifted.sub(ROUNDER);
      FloatVector r = whole.fma(FloatVector.broadcast(Lanes.SPECIES, -0.693359375f), x);
      r = whole.fma(FloatVector.broadcast(Lanes.SPECIES, 2.12194440e-4f), r);
      FloatVector p = FloatVector.broadcast(Lanes.SPECIES, 1.9875691500e-4f);
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 1.3981999507e-3f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 8.3334519073e-3f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 4.1665795894e-2f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 1.6666665459e-1f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 5.0000001201e-1f));
      p = p.fma(r.mul(r), r).add(1f);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      e = e.blend(0f, any.compare(VectorOperators.LT, EXP_MIN));
      e = e.blend(Float.POSITIVE_INFINITY, any.compare(VectorOperators.GT, EXP_MAX));
      e.intoArray(out, oo + i);
    }
  }

  /** {@code 1 / (1 + e^-x)}, 4 ulp where {@code x > -87}. */
  static void sigmoid(float[] a, int ao, float[] out, int oo, int n) {
    FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1f);
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, a, ao + i).neg();
      x = x.max(EXP_MIN).min(EXP_MAX);
      FloatVector shifted =
          x.fma(
              FloatVector.broadcast(Lanes.SPECIES, 1.44269504f),
              FloatVector.broadcast(Lanes.SPECIES, ROUNDER));
      FloatVector whole = shifted.sub(ROUNDER);
      FloatVector r = whole.fma(FloatVector.broadcast(Lanes.SPECIES, -0.693359375f), x);
      r = whole.fma(FloatVector.broadcast(Lanes.SPECIES, 2.12194440e-4f), r);
      FloatVector p = FloatVector.broadcast(Lanes.SPECIES, 1.9875691500e-4f);
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 1.3981999507e-3f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 8.3334519073e-3f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 4.1665795894e-2f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 1.6666665459e-1f));
      p = p.fma(r, FloatVector.broadcast(Lanes.SPECIES, 5.0000001201e-1f));
      p = p.fma(r.mul(r), r).add(1f);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      one.div(e.add(one)).intoArray(out, oo + i);
    }
  }

  /** The rational approximation of Eigen and XLA, odd over even in {@code x}. */
  static void tanh(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, a, ao + i);
      x = x.max(-7.90531110763549805f).min(7.90531110763549805f);
      FloatVector s = x.mul(x);
      FloatVector p = FloatVector.broadcast(Lanes.SPECIES, -2.76076847742355e-16f);
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, 2.00018790482477e-13f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, -8.60467152213735e-11f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, 5.12229709037114e-08f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, 1.48572235717979e-05f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, 6.37261928875436e-04f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, 4.89352455891786e-03f));
      FloatVector q = FloatVector.broadcast(Lanes.SPECIES, 1.19825839466702e-06f);
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, 1.18534705686654e-04f));
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, 2.26843463243900e-03f));
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, 4.89352518554385e-03f));
      p.mul(x).div(q).intoArray(out, oo + i);
    }
  }

  /** The rational approximation of Eigen and XLA. */
  static void erf(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, a, ao + i).max(-4f).min(4f);
      FloatVector s = x.mul(x);
      FloatVector p = FloatVector.broadcast(Lanes.SPECIES, -2.72614225801306e-10f);
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, 2.77068142495902e-08f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, -2.10102402082508e-06f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, -5.69250639462346e-05f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, -7.34990630326855e-04f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, -2.95459980854025e-03f));
      p = p.fma(s, FloatVector.broadcast(Lanes.SPECIES, -1.60960333262415e-02f));
      FloatVector q = FloatVector.broadcast(Lanes.SPECIES, -1.45660718464996e-05f);
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, -2.13374055278905e-04f));
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, -1.68282697438203e-03f));
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, -7.37332916720468e-03f));
      q = q.fma(s, FloatVector.broadcast(Lanes.SPECIES, -1.42647390514189e-02f));
      p.mul(x).div(q).intoArray(out, oo + i);
    }
  }
}
