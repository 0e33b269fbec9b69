/**
 * What a PSNR or SSIM value means: which channel, which roundings, which border.
 *
 * <p>The literature's habits differ by up to 0.25 dB on luma and by 1.3 dB and more between luma
 * and RGB, ten times the effect of many a published improvement. So no score exists without a
 * {@link org.sr4j.eval.protocol.Protocol}, and no report is printed without its full text.
 */
package org.sr4j.eval.protocol;
