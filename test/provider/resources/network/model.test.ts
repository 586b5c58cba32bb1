import { fromModel, toModel } from '../../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../../provider/framework/schema/defaults';
import { toEngine } from '../../../../provider/resources/network/model';
import { NetworkModel, schema } from '../../../../provider/resources/network/schema';

test('a subnet with host bits set is sent in its canonical form, since Engine 28 refuses it', () => {
  const ipam = [
    { subnet: '10.213.8.1/24', ip_range: '10.213.8.200/25', gateway: '10.213.8.9' },
    { subnet: 'FD00:213:8::1/64', gateway: 'fd00:213:8::9' },
  ];
  const config = { name: 'one', ipam_config: ipam };
  const model = toModel(schema, applyDefaults(schema, fromModel(schema, config))) as NetworkModel;
  expect(toEngine(model).IPAM!.Config).toEqual([
    { Subnet: '10.213.8.0/24', IPRange: '10.213.8.128/25', Gateway: '10.213.8.9' },
    { Subnet: 'fd00:213:8::/64', Gateway: 'fd00:213:8::9' },
  ]);
});
