package org.sr4j.data.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The image file formats that are read and written. */
public enum ImageFormat {
  PNG(List.of("png"), 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
  JPEG(List.of("jpg", "jpeg"), 0xff, 0xd8, 0xff);

  /** Bytes that {@link #ofSignature} wants to see. */
  static final int SIGNATURE_LENGTH = 8;

  private final List<String> extensions;
  private final int[] signature;

  ImageFormat(List<String> extensions, int... signature) {
    this.extensions = extensions;
    this.signature = signature;
  }

  /** File name extensions in lower case, without a dot. */
  public List<String> extensions() {
    return extensions;
  }

  /** The format that a file name's extension stands for, in any case. */
  public static Optional<ImageFormat> ofFileName(Path file) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (ImageFormat format : values()) {
      if (name.indexOf('.') >= 0 && format.extensions.contains(extension)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The format of a file that begins with these bytes. */
  static Optional<ImageFormat> ofSignature(byte[] start) {
    for (ImageFormat format : values()) {
      if (format.begins(start)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private boolean begins(byte[] start) {
    for (int i = 0; i < signature.length; i++) {
      if (i >= start.length || (start[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }
}
