package org.sr4j.models.network;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.models.network.carn.Carn;
import org.sr4j.models.network.carn.CarnOptions;
import org.sr4j.models.network.dyconvsr.DyConvSr;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions;
import org.sr4j.models.network.edsr.Edsr;
import org.sr4j.models.network.edsr.EdsrOptions;
import org.sr4j.models.network.fsrcnn.Fsrcnn;
import org.sr4j.models.network.fsrcnn.FsrcnnOptions;
import org.sr4j.models.network.idn.Idn;
import org.sr4j.models.network.idn.IdnOptions;
import org.sr4j.models.network.imdn.Imdn;
import org.sr4j.models.network.imdn.ImdnOptions;
import org.sr4j.models.network.lapsrn.LapSrn;
import org.sr4j.models.network.lapsrn.LapSrnOptions;
import org.sr4j.models.network.lesrcnn.Lesrcnn;
import org.sr4j.models.network.lesrcnn.LesrcnnOptions;
import org.sr4j.models.network.lkdn.Lkdn;
import org.sr4j.models.network.lkdn.LkdnOptions;
import org.sr4j.models.network.memnet.MemNet;
import org.sr4j.models.network.memnet.MemNetOptions;
import org.sr4j.models.network.rcan.Rcan;
import org.sr4j.models.network.rcan.RcanOptions;
import org.sr4j.models.network.slwsr.SLwsr;
import org.sr4j.models.network.slwsr.SLwsrOptions;
import org.sr4j.models.network.srcnn.Srcnn;
import org.sr4j.models.network.srcnn.SrcnnOptions;
import org.sr4j.models.network.vdsr.Vdsr;
import org.sr4j.models.network.vdsr.VdsrOptions;

/** The library's own networks. */
public final class BuiltInModels {

  private BuiltInModels() {}

  /** Providers in the order of the papers. */
  public static List<ModelProvider<?>> all() {
    List<ModelProvider<?>> models = new ArrayList<>();
    models.add(
        new BuiltInModel<>(
            "srcnn",
            SrcnnOptions.class,
            SrcnnOptions.defaults(),
            SrcnnOptions.defaults(),
            Srcnn::new));
    models.add(
        new BuiltInModel<>(
            "vdsr", VdsrOptions.class, VdsrOptions.defaults(), VdsrOptions.tiny(), Vdsr::new));
    models.add(
        new BuiltInModel<>(
            "fsrcnn",
            FsrcnnOptions.class,
            FsrcnnOptions.defaults(),
            FsrcnnOptions.tiny(),
            Fsrcnn::new));
    models.add(
        new BuiltInModel<>(
            "lapsrn",
            LapSrnOptions.class,
            LapSrnOptions.defaults(),
            LapSrnOptions.tiny(),
            LapSrn::new));
    models.add(
        new BuiltInModel<>(
            "memnet",
            MemNetOptions.class,
            MemNetOptions.defaults(),
            MemNetOptions.tiny(),
            MemNet::new));
    models.add(
        new BuiltInModel<>(
            "edsr-baseline",
            EdsrOptions.class,
            EdsrOptions.baseline(),
            EdsrOptions.tiny(),
            Edsr::new));
    models.add(
        new BuiltInModel<>(
            "idn", IdnOptions.class, IdnOptions.defaults(), IdnOptions.tiny(), Idn::new));
    models.add(
        new BuiltInModel<>(
            "imdn", ImdnOptions.class, ImdnOptions.defaults(), ImdnOptions.tiny(), Imdn::new));
    models.add(
        new BuiltInModel<>(
            "rcan", RcanOptions.class, RcanOptions.defaults(), RcanOptions.tiny(), Rcan::new));
    models.add(
        new BuiltInModel<>(
            "lkdn", LkdnOptions.class, LkdnOptions.defaults(), LkdnOptions.tiny(), Lkdn::new));
    models.add(carn("carn", CarnOptions.carn()));
    models.add(carn("carn-m", CarnOptions.carnM()));
    models.add(lesrcnn("lesrcnn", LesrcnnOptions.lesrcnn()));
    models.add(lesrcnn("lesrcnn-s", LesrcnnOptions.lesrcnnS()));
    models.add(lesrcnn("lesrcnn-enhanced", LesrcnnOptions.enhanced()));
    for (int features : new int[] {16, 32, 64, 128}) {
      models.add(sLwsr("s-lwsr" + features, SLwsrOptions.of(features)));
    }
    models.add(
        new BuiltInModel<>(
            "dyconvsr",
            DyConvSrOptions.class,
            DyConvSrOptions.defaults(),
            DyConvSrOptions.tiny(),
            DyConvSr::new));
    return List.copyOf(models);
  }

  private static ModelProvider<CarnOptions> carn(String id, CarnOptions defaults) {
    return new BuiltInModel<>(
        id, CarnOptions.class, defaults, CarnOptions.tiny(), options -> new Carn(id, options));
  }

  private static ModelProvider<LesrcnnOptions> lesrcnn(String id, LesrcnnOptions defaults) {
    return new BuiltInModel<>(
        id, LesrcnnOptions.class, defaults, defaults.tiny(), options -> new Lesrcnn(id, options));
  }

  private static ModelProvider<SLwsrOptions> sLwsr(String id, SLwsrOptions defaults) {
    return new BuiltInModel<>(
        id, SLwsrOptions.class, defaults, SLwsrOptions.tiny(), options -> new SLwsr(id, options));
  }
}
