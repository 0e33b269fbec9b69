package org.sr4j.models.train.validation;

import java.nio.file.Path;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.dataset.ImageFolder;
import org.sr4j.data.resize.Bicubic;

/** The pictures of a folder, decoded each time they are asked for: memory holds one at a time. */
public final class FolderPictures implements PictureSetSource {

  @Override
  public PictureSet open(Path folder, int scale) {
    ImageFolder files = ImageFolder.open(folder);
    return new PictureSet() {
      @Override
      public int size() {
        return files.size();
      }

      @Override
      public Pair pair(int index) {
        Pixels picture = files.read(index);
        Pixels highRes = picture.withAlpha(null).cropToMultiple(scale);
        return new Pair(Bicubic.MATLAB.down(highRes, scale), highRes);
      }
    };
  }
}
