import { endpointOf, matchesRequest, NetworkRequest, reportNetworks } from '../../../../../provider/resources/container/fields/attachment';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { modelOf } from '../support';

/** Returns the block that a configuration stands for. */
function requested(settings: object): NetworkRequest {
  const { networks_advanced: [block] } = modelOf({ name: 'one', image: 'busybox', networks_advanced: [{ name: 'net', ...settings }] });
  return block as NetworkRequest;
}

/** The answer of an engine for a container on one network. */
function connected(endpoint: object): Inspect {
  return {
    Id: 'a'.repeat(64),
    Config: { Hostname: 'aaaaaaaaaaaa' },
    HostConfig: { NetworkMode: 'bridge' },
    NetworkSettings: { Networks: { net: endpoint } },
  } as unknown as Inspect;
}

function reported(endpoint: object, settings?: object) {
  const [block] = reportNetworks(connected(endpoint), settings && [requested(settings)], 'bridge');
  return { gw_priority: block!.gw_priority, mac_address: block!.mac_address };
}

const MAC = '02:42:ac:11:00:77';

test('sends a priority and a MAC address in the form that the engine reports', () => {
  const sent = endpointOf(requested({ gw_priority: 5, mac_address: '02-42-AC-11-00-77' }));
  expect(sent).toEqual({ GwPriority: 5, MacAddress: MAC });
  expect(endpointOf(requested({ gw_priority: 0, mac_address: '' }))).toEqual({});
});

test('reports a priority and a MAC address as they are configured, if they mean the same', () => {
  const same = { gw_priority: 5, mac_address: '02-42-AC-11-00-77' };
  expect(reported({ GwPriority: 5, MacAddress: MAC }, same)).toEqual(same);
  expect(reported({ GwPriority: 0 }, { gw_priority: 0 })).toEqual({ gw_priority: 0, mac_address: '' });
  expect(reported({}, {})).toEqual({ gw_priority: null, mac_address: '' });
});

test('reports another priority, and another MAC address where one is configured', () => {
  expect(reported({ GwPriority: 7, MacAddress: MAC }, { gw_priority: 5, mac_address: '02:42:ac:11:00:78' }))
    .toEqual({ gw_priority: 7, mac_address: MAC });
  expect(reported({ GwPriority: 0, MacAddress: MAC }, { gw_priority: 5 })).toEqual({ gw_priority: 0, mac_address: '' });
  // The engine chose the address. An import can't tell.
  expect(reported({ GwPriority: 7, MacAddress: MAC })).toEqual({ gw_priority: 7, mac_address: '' });
});

test('keeps the MAC address of a stopped container, which the engine does not report', () => {
  expect(reported({ GwPriority: 0, MacAddress: '' }, { mac_address: MAC })).toEqual({ gw_priority: null, mac_address: MAC });
});

test('connects a container again for another priority or another MAC address', () => {
  const attachment = { name: 'net', endpoint: { GwPriority: 5, MacAddress: MAC } };
  const matches = (settings: object) => matchesRequest(attachment, requested(settings), connected(attachment.endpoint));
  expect(matches({ gw_priority: 5, mac_address: MAC })).toBe(true);
  expect(matches({ gw_priority: 5, mac_address: MAC.toUpperCase() })).toBe(true);
  expect(matches({ gw_priority: 6, mac_address: MAC })).toBe(false);
  expect(matches({ mac_address: MAC })).toBe(false);
  expect(matches({ gw_priority: 5, mac_address: '02:42:ac:11:00:78' })).toBe(false);
});
