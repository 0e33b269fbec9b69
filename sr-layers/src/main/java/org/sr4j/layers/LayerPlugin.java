package org.sr4j.layers;

import java.util.List;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.activation.PRelu;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.attention.ChannelAttention;
import org.sr4j.layers.attention.ContrastChannelAttention;
import org.sr4j.layers.attention.EnhancedSpatialAttention;
import org.sr4j.layers.attention.GlobalAttentionBlock;
import org.sr4j.layers.attention.LargeKernelAttention;
import org.sr4j.layers.attention.SpatialAttention;
import org.sr4j.layers.block.InformationMultiDistillation;
import org.sr4j.layers.block.InteractiveFeatureFusion;
import org.sr4j.layers.block.InteractiveFusionModule;
import org.sr4j.layers.block.LargeKernelDistillation;
import org.sr4j.layers.block.MultiScaleModulation;
import org.sr4j.layers.block.ResidualFeatureDistillation;
import org.sr4j.layers.block.SimplifiedNafBlock;
import org.sr4j.layers.block.SpatiallyAdaptiveModulation;
import org.sr4j.layers.conv.BlueprintConv;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DepthwiseConv2d;
import org.sr4j.layers.conv.DynamicConv2d;
import org.sr4j.layers.conv.DynamicSnakeConv;
import org.sr4j.layers.conv.InvertedResidual;
import org.sr4j.layers.conv.ReparameterisableResidual;
import org.sr4j.layers.conv.TransposedConv2d;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.norm.ChannelLayerNorm;
import org.sr4j.layers.norm.GroupNorm;
import org.sr4j.layers.resample.AdaptiveMaxPool;
import org.sr4j.layers.resample.BilinearResize;
import org.sr4j.layers.resample.GaussianHighPass;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.resample.PixelUnshuffle;
import org.sr4j.layers.resample.RepeatUpscale;
import org.sr4j.layers.scaling.ChannelWiseScaling;
import org.sr4j.layers.scaling.MeanShift;

/** The layers of this module. */
public final class LayerPlugin implements SrPlugin {

  @Override
  public String id() {
    return "sr4j-layers";
  }

  @Override
  public List<LayerProvider<?>> layers() {
    return List.of(
        new LayerKind<>("conv2d", new Conv2d(4, 6, 3), Conv2d::inChannels),
        new LayerKind<>("depthwise-conv2d", new DepthwiseConv2d(4, 3), DepthwiseConv2d::channels),
        new LayerKind<>(
            "transposed-conv2d",
            TransposedConv2d.enlarging(4, 3, 5, 2),
            TransposedConv2d::inChannels),
        new LayerKind<>(
            "dynamic-conv2d", new DynamicConv2d(8, 6, 3).withKernels(3), DynamicConv2d::inChannels),
        new LayerKind<>("blueprint-conv", new BlueprintConv(4, 6), BlueprintConv::inChannels),
        new LayerKind<>("inverted-residual", new InvertedResidual(4), InvertedResidual::channels),
        new LayerKind<>(
            "reparameterisable-residual",
            new ReparameterisableResidual(3),
            ReparameterisableResidual::channels),
        new LayerKind<>(
            "dynamic-snake-conv",
            new DynamicSnakeConv(4, 8, 3, DynamicSnakeConv.Direction.HORIZONTAL),
            DynamicSnakeConv::inChannels),
        new LayerKind<>("relu", new Relu(), options -> 3),
        new LayerKind<>("leaky-relu", new LeakyRelu(0.05), options -> 3),
        new LayerKind<>("prelu", new PRelu(3), PRelu::channels),
        new LayerKind<>("gelu", new Gelu(), options -> 3),
        new LayerKind<>("batch-norm", new BatchNorm(3), BatchNorm::channels),
        new LayerKind<>("channel-layer-norm", new ChannelLayerNorm(4), ChannelLayerNorm::channels),
        new LayerKind<>("group-norm", new GroupNorm(2, 4), GroupNorm::channels),
        new LayerKind<>("mean-shift", MeanShift.subtract(1).asTrained(), options -> 3),
        new LayerKind<>(
            "channel-wise-scaling", new ChannelWiseScaling(3), ChannelWiseScaling::channels),
        new LayerKind<>(
            "channel-attention", new ChannelAttention(4, 2), ChannelAttention::channels),
        new LayerKind<>(
            "contrast-channel-attention",
            new ContrastChannelAttention(4, 2),
            ContrastChannelAttention::channels),
        new LayerKind<>("spatial-attention", new SpatialAttention(), options -> 4),
        new LayerKind<>(
            "global-attention-block", new GlobalAttentionBlock(4), GlobalAttentionBlock::channels),
        new LayerKind<>(
                "enhanced-spatial-attention",
                new EnhancedSpatialAttention(4, 2),
                EnhancedSpatialAttention::channels)
            .minSize(options -> EnhancedSpatialAttention.MIN_SIZE),
        new LayerKind<>(
            "large-kernel-attention", new LargeKernelAttention(4), LargeKernelAttention::channels),
        new LayerKind<>(
            "pixel-shuffle",
            new PixelShuffle(2),
            options -> 2 * options.factor() * options.factor()),
        new LayerKind<>("pixel-unshuffle", new PixelUnshuffle(2), options -> 3)
            .sizeMultiple(PixelUnshuffle::factor),
        new LayerKind<>("repeat-upscale", new RepeatUpscale(2), options -> 3),
        new LayerKind<>("bilinear-resize", new BilinearResize(2), options -> 3),
        new LayerKind<>("adaptive-max-pool", new AdaptiveMaxPool(2), options -> 3)
            .minSize(AdaptiveMaxPool::divisor)
            .sizeMultiple(AdaptiveMaxPool::divisor),
        new LayerKind<>("gaussian-high-pass", new GaussianHighPass(), options -> 3)
            .minSize(options -> GaussianHighPass.MIN_SIZE),
        new LayerKind<>(
            "information-multi-distillation",
            new InformationMultiDistillation(8, 4),
            InformationMultiDistillation::channels),
        new LayerKind<>(
            "large-kernel-distillation",
            new LargeKernelDistillation(4),
            LargeKernelDistillation::channels),
        new LayerKind<>(
            "simplified-naf-block", new SimplifiedNafBlock(4), SimplifiedNafBlock::channels),
        new LayerKind<>(
                "residual-feature-distillation",
                new ResidualFeatureDistillation(4, 2),
                ResidualFeatureDistillation::channels)
            .minSize(options -> EnhancedSpatialAttention.MIN_SIZE),
        new LayerKind<>(
                "spatially-adaptive-modulation",
                new SpatiallyAdaptiveModulation(4, 2),
                SpatiallyAdaptiveModulation::channels)
            .minSize(SpatiallyAdaptiveModulation::minSize),
        new LayerKind<>(
                "multi-scale-modulation",
                new MultiScaleModulation(8, 2, 3, true),
                MultiScaleModulation::channels)
            .minSize(MultiScaleModulation::minSize),
        new LayerKind<>(
                "interactive-feature-fusion",
                new InteractiveFeatureFusion(8, 3, false),
                InteractiveFeatureFusion::channels)
            .minSize(options -> InteractiveFeatureFusion.MIN_SIZE),
        new LayerKind<>(
                "interactive-fusion-module",
                new InteractiveFusionModule(8, 3, false, true),
                InteractiveFusionModule::channels)
            .minSize(options -> InteractiveFeatureFusion.MIN_SIZE));
  }
}
