package org.sr4j.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.registry.Registry;

/** The papers' parameter counts, exactly; trained mean shifts (24 values) are not counted there. */
class ParameterCountTest {

  private static final Networks NETWORKS = new Networks(Registry.of(new ModelsPlugin()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lesrcnn          | 2 | {} | 626304
          lesrcnn          | 3 | {} | 810944
          lesrcnn          | 4 | {} | 774016
          lesrcnn          | 2 | {"upsamplerGroups": 4} | 515712
          lesrcnn          | 3 | {"upsamplerGroups": 4} | 562112
          lesrcnn          | 4 | {"upsamplerGroups": 4} | 552832
          lesrcnn-s        | 2 | {} | 1254080
          lesrcnn-s        | 4 | {"upsamplerGroups": 4} | 673472
          lesrcnn          | 2 | {"upsamplerGroups": 4, "trunk": "HOMOGENEOUS", "refinement": false} | 630400
          lesrcnn          | 2 | {"upsamplerGroups": 4, "refinement": false} | 368256
          lesrcnn-enhanced | 2 | {} | 855680
          lesrcnn-enhanced | 3 | {} | 1040320
          lesrcnn-enhanced | 4 | {} | 1003392
          s-lwsr16         | 2 | {} | 134475
          s-lwsr16         | 3 | {} | 146075
          s-lwsr16         | 4 | {} | 143755
          s-lwsr32         | 2 | {} | 534139
          s-lwsr32         | 3 | {} | 580379
          s-lwsr32         | 4 | {} | 571131
          s-lwsr32         | 4 | {"levels": 2} | 308027
          s-lwsr32         | 4 | {"compression": "ALL"} | 124347
          s-lwsr64         | 2 | {} | 2129115
          s-lwsr64         | 3 | {} | 2313755
          s-lwsr64         | 4 | {} | 2276827
          edsr-baseline    | 2 | {} | 1369859
          edsr-baseline    | 3 | {} | 1554499
          edsr-baseline    | 4 | {} | 1517571
          edsr-shallow     | 4 | {} | 620336
          edsr-shallow     | 4 | {"attention": "CA"} | 620916
          edsr-shallow     | 4 | {"attention": "CCA"} | 620916
          edsr-shallow     | 4 | {"attention": "SA"} | 620434
          edsr-shallow     | 4 | {"attention": "CBAM_SA"} | 620436
          edsr-shallow     | 4 | {"attention": "ESA"} | 621528
          bicubic          | 2 | {} | 0
          fsrcnn           | 2 | {} | 12809
          fsrcnn           | 4 | {"colour": "RGB"} | 24683
          carn             | 2 | {} | 964163
          carn             | 3 | {} | 1148803
          carn             | 4 | {} | 1111875
          carn             | 4 | {"multiScale": true} | 1591939
          carn-m           | 3 | {} | 414787
          imdn             | 2 | {} | 694404
          imdn             | 3 | {} | 703059
          imdn             | 4 | {} | 715176
          rcan             | 2 | {} | 15444667
          rcan             | 3 | {} | 15629307
          rcan             | 4 | {} | 15592379
          lkdn             | 2 | {} | 303812
          lkdn             | 3 | {} | 311387
          lkdn             | 4 | {} | 321992
          carn-m           | 2 | {"multiScale": false} | 257027
          carn-m           | 3 | {"multiScale": false} | 303427
          carn-m           | 4 | {"multiScale": false} | 294147
          edsr-baseline    | 4 | {"blocks": 32, "features": 256, "residualScale": 0.1} | 43089923
          idn              | 2 | {} | 579276
          idn              | 3 | {} | 587931
          idn              | 4 | {} | 600048
          memnet           | 4 | {} | 695497
          srcnn            | 4 | {} | 57281
          vdsr             | 4 | {} | 665921
          lapsrn           | 2 | {} | 407441
          lapsrn           | 4 | {} | 814242
          """)
  void isThePapers(String model, int scale, String options, long count) throws Exception {
    Map<String, Object> given = new ObjectMapper().readValue(options, new TypeReference<>() {});
    NetworkSpec spec = new NetworkSpec(model, scale).withOptions(given);
    try (Network network = NETWORKS.create(spec, DataType.FLOAT, 1)) {
      assertThat(network.parameterCount()).isEqualTo(count);
    }
  }
}
