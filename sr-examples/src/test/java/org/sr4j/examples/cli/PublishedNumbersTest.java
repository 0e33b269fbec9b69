package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sr4j.examples.cli.SrRun.sr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.testing.SharedData;

/**
 * {@code sr eval} with the authors' weights gives the numbers that they published, for those
 * networks that are quick. Papers print two decimals of PSNR and four of SSIM; the tolerance is one
 * unit of PSNR's last and two of SSIM's.
 */
@Tag("slow")
class PublishedNumbersTest {

  @ParameterizedTest(name = "{0} x{1}, protocol {2}")
  @CsvSource(
      textBlock =
          """
          LESRCNN/lesrcnn_x4.pth,       4, A, 31.88, 0.8903
          CARN/carn_m.pth,              4, C, 31.88, 0.8910
          s-LWSR/s-lwsr32_x4_epoch1.pt, 4, C, 28.96,
          IMDN/IMDN_x4.pth,             4, C, 32.21, 0.8948
          LKDN/LKDN_x4.pth,             4, C, 32.39, 0.8979
          """)
  void areReproducedOnSet5(String weights, int scale, String protocol, double psnr, Double ssim)
      throws IOException {
    SrRun run =
        sr(
            "eval",
            "--weights",
            SharedData.data("checkpoints").resolve(weights),
            "--scale",
            scale,
            "--data",
            SharedData.data("test").resolve("Set5"),
            "--protocol",
            protocol,
            "--json");

    assertThat(run.err()).isEmpty();
    JsonNode mean =
        new ObjectMapper().readTree(run.out()).get("results").get(0).at("/protocols/0/mean");
    assertThat(mean.get("psnr").asDouble()).isEqualTo(psnr, within(0.01));
    if (ssim != null) {
      assertThat(mean.get("ssim").asDouble()).isEqualTo(ssim, within(0.0002));
    }
  }
}
