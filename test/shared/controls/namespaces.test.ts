import { isOfHost } from '../../../src/shared/controls/joined-namespace';
import { observe } from '../../../src/shared/controls/observe';
import { ControlName } from '../../../src/shared/controls/table';

const options = { isUnknown: () => false };

test.each<[attribute: string, control: ControlName, modes: { readonly [namespace: string]: readonly string[] }]>([
  ['pid_mode', 'pid_namespace', {
    private: ['', 'private'], shared: ['container:x'], host: ['host', 'ns:/proc/1/ns/pid', 'path:/x', 'pod'],
  }],
  ['ipc_mode', 'ipc_namespace', {
    private: ['private', 'none'], shared: ['', 'shareable', 'container:x'], host: ['host', 'ns:/proc/1/ns/ipc', 'default'],
  }],
  ['uts_mode', 'uts_namespace', { private: ['', 'private'], shared: ['container:x'], host: ['host', 'ns:/proc/1/ns/uts'] }],
  ['network_mode', 'network_namespace', {
    private: ['', 'default', 'bridge', 'none', 'my-net_1.x', 'private'],
    shared: ['container:x'],
    host: ['host', 'ns:/proc/1/ns/net', 'path:/x', 'slirp4netns:allow_host_loopback=true', '/proc/1/ns/net'],
  }],
])('%s: a mode that is not known counts as the host\'s', (attribute, control, modes) => {
  for (const [namespace, each] of Object.entries(modes)) {
    for (const mode of each) expect([mode, observe({ [attribute]: mode }, options)[control]]).toEqual([mode, namespace]);
  }
});

test.each([
  ['', 'engine'], ['private', 'engine'], ['keep-id', 'engine'], ['host', 'host'], ['ns:/proc/1/ns/user', 'host'], ['container:x', 'host'],
])('userns_mode = "%s" gives the user namespace of the %s', (mode, namespace) => {
  expect(observe({ userns_mode: mode }, options).user_namespace).toBe(namespace);
});

test('a container that another one joins has the host\'s namespace by any such mode', () => {
  expect(isOfHost('pid_mode', 'ns:/proc/1/ns/pid')).toBe(true);
  expect([undefined, '', 'container:x'].map((mode) => isOfHost('pid_mode', mode))).toEqual([false, false, false]);
});
