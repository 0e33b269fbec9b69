package org.sr4j.models.train.validation;

import java.nio.file.Path;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.ImageFiles;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.models.train.batch.PictureFiles;

/** The pictures of a folder, decoded each time they are asked for: memory holds one at a time. */
public final class FolderPictures implements PictureSetSource {

  @Override
  public PictureSet open(Path folder, int scale) {
    PictureFiles files = PictureFiles.in(folder);
    return new PictureSet() {
      @Override
      public int size() {
        return files.files().size();
      }

      @Override
      public Pair pair(int index) {
        Pixels picture = ImageFiles.read(files.files().get(index));
        Pixels highRes = picture.withAlpha(null).cropToMultiple(scale);
        return new Pair(Bicubic.MATLAB.down(highRes, scale), highRes);
      }
    };
  }
}
