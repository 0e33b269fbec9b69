package org.sr4j.models.network;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.models.network.bicubic.BicubicModel;
import org.sr4j.models.network.bicubic.BicubicOptions;
import org.sr4j.models.network.carn.Carn;
import org.sr4j.models.network.carn.CarnDetection;
import org.sr4j.models.network.carn.CarnOptions;
import org.sr4j.models.network.detection.ShapeDetector;
import org.sr4j.models.network.dyconvsr.DyConvSr;
import org.sr4j.models.network.dyconvsr.DyConvSrDetection;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions;
import org.sr4j.models.network.edsr.Edsr;
import org.sr4j.models.network.edsr.EdsrDetection;
import org.sr4j.models.network.edsr.EdsrOptions;
import org.sr4j.models.network.edsr.ShallowEdsr;
import org.sr4j.models.network.edsr.ShallowEdsrDetection;
import org.sr4j.models.network.edsr.ShallowEdsrOptions;
import org.sr4j.models.network.fsrcnn.Fsrcnn;
import org.sr4j.models.network.fsrcnn.FsrcnnDetection;
import org.sr4j.models.network.fsrcnn.FsrcnnOptions;
import org.sr4j.models.network.idn.Idn;
import org.sr4j.models.network.idn.IdnDetection;
import org.sr4j.models.network.idn.IdnOptions;
import org.sr4j.models.network.imdn.Imdn;
import org.sr4j.models.network.imdn.ImdnDetection;
import org.sr4j.models.network.imdn.ImdnOptions;
import org.sr4j.models.network.lapsrn.LapSrn;
import org.sr4j.models.network.lapsrn.LapSrnDetection;
import org.sr4j.models.network.lapsrn.LapSrnOptions;
import org.sr4j.models.network.lesrcnn.Lesrcnn;
import org.sr4j.models.network.lesrcnn.LesrcnnDetection;
import org.sr4j.models.network.lesrcnn.LesrcnnOptions;
import org.sr4j.models.network.lkdn.Lkdn;
import org.sr4j.models.network.lkdn.LkdnDetection;
import org.sr4j.models.network.lkdn.LkdnOptions;
import org.sr4j.models.network.lmfn.Lmfn;
import org.sr4j.models.network.lmfn.LmfnDetection;
import org.sr4j.models.network.lmfn.LmfnOptions;
import org.sr4j.models.network.memnet.MemNet;
import org.sr4j.models.network.memnet.MemNetDetection;
import org.sr4j.models.network.memnet.MemNetOptions;
import org.sr4j.models.network.rcan.Rcan;
import org.sr4j.models.network.rcan.RcanDetection;
import org.sr4j.models.network.rcan.RcanOptions;
import org.sr4j.models.network.slwsr.SLwsr;
import org.sr4j.models.network.slwsr.SLwsrDetection;
import org.sr4j.models.network.slwsr.SLwsrOptions;
import org.sr4j.models.network.srcnn.Srcnn;
import org.sr4j.models.network.srcnn.SrcnnDetection;
import org.sr4j.models.network.srcnn.SrcnnOptions;
import org.sr4j.models.network.vdsr.Vdsr;
import org.sr4j.models.network.vdsr.VdsrDetection;
import org.sr4j.models.network.vdsr.VdsrOptions;

/** The library's own networks. */
public final class BuiltInModels {

  private BuiltInModels() {}

  /** Providers in the order of the papers. */
  public static List<ModelProvider<?>> all() {
    List<ModelProvider<?>> models = new ArrayList<>();
    models.add(
        new BuiltInModel<>(
            "bicubic",
            BicubicOptions.class,
            BicubicOptions.defaults(),
            BicubicOptions.defaults(),
            BicubicModel::new));
    models.add(
        new BuiltInModel<>(
            "srcnn",
            SrcnnOptions.class,
            SrcnnOptions.defaults(),
            SrcnnOptions.defaults(),
            Srcnn::new,
            SrcnnDetection::detect));
    models.add(
        new BuiltInModel<>(
            "vdsr",
            VdsrOptions.class,
            VdsrOptions.defaults(),
            VdsrOptions.tiny(),
            Vdsr::new,
            VdsrDetection::detect));
    models.add(
        new BuiltInModel<>(
            "fsrcnn",
            FsrcnnOptions.class,
            FsrcnnOptions.defaults(),
            FsrcnnOptions.tiny(),
            Fsrcnn::new,
            FsrcnnDetection::detect));
    models.add(
        new BuiltInModel<>(
            "lapsrn",
            LapSrnOptions.class,
            LapSrnOptions.defaults(),
            LapSrnOptions.tiny(),
            LapSrn::new,
            LapSrnDetection::detect));
    models.add(
        new BuiltInModel<>(
            "memnet",
            MemNetOptions.class,
            MemNetOptions.defaults(),
            MemNetOptions.tiny(),
            MemNet::new,
            MemNetDetection::detect));
    models.add(
        new BuiltInModel<>(
            "edsr-baseline",
            EdsrOptions.class,
            EdsrOptions.baseline(),
            EdsrOptions.tiny(),
            Edsr::new,
            EdsrDetection::detect));
    models.add(
        new BuiltInModel<>(
            "edsr-shallow",
            ShallowEdsrOptions.class,
            ShallowEdsrOptions.defaults(),
            ShallowEdsrOptions.tiny(),
            ShallowEdsr::new,
            ShallowEdsrDetection::detect));
    models.add(
        new BuiltInModel<>(
            "idn",
            IdnOptions.class,
            IdnOptions.defaults(),
            IdnOptions.tiny(),
            Idn::new,
            IdnDetection::detect));
    models.add(
        new BuiltInModel<>(
            "imdn",
            ImdnOptions.class,
            ImdnOptions.defaults(),
            ImdnOptions.tiny(),
            Imdn::new,
            ImdnDetection::detect));
    models.add(
        new BuiltInModel<>(
            "rcan",
            RcanOptions.class,
            RcanOptions.defaults(),
            RcanOptions.tiny(),
            Rcan::new,
            RcanDetection::detect));
    models.add(
        new BuiltInModel<>(
            "lkdn",
            LkdnOptions.class,
            LkdnOptions.defaults(),
            LkdnOptions.tiny(),
            Lkdn::new,
            LkdnDetection::detect));
    models.add(
        new BuiltInModel<>(
            "lmfn",
            LmfnOptions.class,
            LmfnOptions.defaults(),
            LmfnOptions.tiny(),
            Lmfn::new,
            LmfnDetection::detect));
    models.add(carn("carn", CarnOptions.carn(), CarnDetection::carn));
    models.add(carn("carn-m", CarnOptions.carnM(), CarnDetection::carnM));
    models.add(lesrcnn("lesrcnn", LesrcnnOptions.lesrcnn(), LesrcnnDetection::lesrcnn));
    models.add(lesrcnn("lesrcnn-s", LesrcnnOptions.lesrcnnS(), LesrcnnDetection::lesrcnnS));
    models.add(lesrcnn("lesrcnn-enhanced", LesrcnnOptions.enhanced(), LesrcnnDetection::enhanced));
    for (int features : new int[] {16, 32, 64, 128}) {
      models.add(sLwsr("s-lwsr" + features, SLwsrOptions.of(features)));
    }
    models.add(
        new BuiltInModel<>(
            "dyconvsr",
            DyConvSrOptions.class,
            DyConvSrOptions.defaults(),
            DyConvSrOptions.tiny(),
            DyConvSr::new,
            DyConvSrDetection::detect));
    return List.copyOf(models);
  }

  private static ModelProvider<CarnOptions> carn(
      String id, CarnOptions defaults, ShapeDetector<CarnOptions> detector) {
    return new BuiltInModel<>(
        id,
        CarnOptions.class,
        defaults,
        defaults.tiny(),
        options -> new Carn(id, options),
        detector);
  }

  private static ModelProvider<LesrcnnOptions> lesrcnn(
      String id, LesrcnnOptions defaults, ShapeDetector<LesrcnnOptions> detector) {
    return new BuiltInModel<>(
        id,
        LesrcnnOptions.class,
        defaults,
        defaults.tiny(),
        options -> new Lesrcnn(id, options),
        detector);
  }

  private static ModelProvider<SLwsrOptions> sLwsr(String id, SLwsrOptions defaults) {
    return new BuiltInModel<>(
        id,
        SLwsrOptions.class,
        defaults,
        SLwsrOptions.tiny(),
        options -> new SLwsr(id, options),
        SLwsrDetection.of(defaults.features()));
  }
}
