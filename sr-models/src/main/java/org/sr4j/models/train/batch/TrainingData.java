package org.sr4j.models.train.batch;

/**
 * What a network learns from.
 *
 * @param batches by index
 * @param pictures number of pictures that patches are cut from
 * @param digest SHA-256 over the pictures' names and contents, hexadecimal
 */
public record TrainingData(BatchSource batches, int pictures, String digest) {}
