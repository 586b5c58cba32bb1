import { configuredControls } from '../../../provider/attestation/configured';
import { withoutEngineAdditions } from '../../../provider/isolation/engine-additions';
import { EngineFacts } from '../../../provider/isolation/engine-facts';
import { Inspect } from '../../../provider/resources/container/fields/fact';
import { fromEngine } from '../../../provider/resources/container/fields/model';
import { observe } from '../../../src/shared/controls/observe';
import answers from '../../fixtures/engine/answers.json';

const engineWith = (defaultLogDriver: string) => ({ defaultLogDriver }) as EngineFacts;

const loggingTo = (Type: string, Config: object) => {
  const { container } = answers;
  return { ...container, HostConfig: { ...container.HostConfig, LogConfig: { Type, Config } } } as unknown as Inspect;
};

const ADDRESS = { 'syslog-address': 'unixgram:///other.sock' };

test.each([[false, 64], [true, 'unlimited']])('a limit of swap counts on a kernel that has one: %s', (limitsSwap, limit) => {
  const { container } = answers;
  const HostConfig = { ...container.HostConfig, Memory: 64, MemorySwap: -1 };
  const facts = { ...engineWith('json-file'), limitsSwap };
  expect(configuredControls({ ...container, HostConfig } as unknown as Inspect, [], { facts, sharedFolders: [] }).memory).toBe(limit);
});

test.each<[string, string, object, string, string | undefined]>([
  ['a driver that stays on the host', 'local', {}, 'json-file', 'local'],
  ['the default driver with its own options', 'json-file', { 'max-size': '10m' }, 'json-file', 'local'],
  ['another driver than the default one', 'syslog', ADDRESS, 'json-file', 'any'],
  ['the default driver of an engine that sends logs away', 'syslog', { tag: 'x' }, 'syslog', 'local'],
  ['a driver with the largest buffer that is allowed', 'local', { 'max-buffer-size': '4 MiB' }, 'json-file', 'local'],
  ['a driver with a large buffer', 'local', { 'max-buffer-size': '5m' }, 'json-file', 'any'],
  ['the default driver with a large buffer', 'json-file', { 'max-buffer-size': '5m' }, 'json-file', undefined],
  // They may be the engine's own, or those of the container.
  ['the default driver with an address', 'syslog', ADDRESS, 'syslog', undefined],
])('attests %s', (_, type, options, byDefault, value) => {
  const host = { facts: engineWith(byDefault), sharedFolders: [] };
  expect(configuredControls(loggingTo(type, options), [], host).log_driver).toBe(value);
});

test('the options that an engine adds for its default driver do not count as those of a container that was just created', () => {
  const created = fromEngine(withoutEngineAdditions(loggingTo('syslog', ADDRESS), engineWith('syslog')));
  expect(observe(created, { isUnknown: () => false }).log_driver).toBe('local');
});
