package org.sr4j.models.train.validation;

import java.nio.file.Path;

/** Opens sets of pictures. */
@FunctionalInterface
public interface PictureSetSource {

  /**
   * @throws org.sr4j.api.error.SrException if the folder holds no pictures
   */
  PictureSet open(Path folder, int scale);
}
