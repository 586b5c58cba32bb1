import { Check, Checked } from '../../../provider/attestation/check';
import { cisChecks } from '../../../provider/attestation/cis';
import { pssChecks } from '../../../provider/attestation/pss';
import { Inspect } from '../../../provider/resources/container/fields/fact';
import { RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { CONTROL_NAMES, controlRow, Controls } from '../../../src/shared/controls/table';
import answers from '../../fixtures/engine/answers.json';
import { RECORDED } from '../resources/fuzz/recorded-engine';

const STRICT: Controls = {
  ...Object.fromEntries(CONTROL_NAMES.flatMap((name) => {
    const { levels } = controlRow(name).lattice;
    return levels === undefined ? [] : [[name, levels.at(-1)]];
  })),
  ...RESTRICTED_CONTROLS,
  memory: 'limited',
  cpus: 'limited',
  processes: 'limited',
  host_paths: 'none',
};
const facts = { ...RECORDED.info, hasAppArmor: true, hasSelinux: true } as unknown as Checked['facts'];

/** Returns the results of all checks, if these controls are configured and in force. */
function resultsOf(configured: Controls, inForce: Controls): ReadonlyArray<Check['result']> {
  const checked = { inspect: answers.container as unknown as Inspect, facts, configured, inForce, whyUnknown: () => 'unread' };
  return [...cisChecks(checked), ...pssChecks(checked, 'restricted')].map(({ result }) => result);
}

const strict = resultsOf(STRICT, STRICT);

test.each(CONTROL_NAMES)('without evidence of %s, no check passes that it decides', (control) => {
  const weakest = { [control]: controlRow(control).lattice.weakest };
  const weak = resultsOf(STRICT, { ...STRICT, ...weakest });
  const unknown = resultsOf(STRICT, { ...STRICT, [control]: undefined });
  const decided = strict.flatMap((result, index) => result === 'pass' && weak[index] === 'warn' ? [index] : []);
  expect(decided.map((index) => unknown[index])).toEqual(decided.map(() => 'unknown'));
  // What is configured too weakly is a failure, whatever is in force.
  const configured = resultsOf({ ...STRICT, ...weakest }, { ...STRICT, [control]: undefined });
  expect(decided.map((index) => configured[index])).toEqual(decided.map(() => 'warn'));
});

test('most controls decide a check', () => {
  const deciding = CONTROL_NAMES.filter((control) =>
    resultsOf(STRICT, { ...STRICT, [control]: controlRow(control).lattice.weakest }).join() !== strict.join());
  expect(deciding.length).toBeGreaterThan(15);
});

test.each(CONTROL_NAMES)('what is configured for %s counts even if the program gave it up', (control) => {
  const weakest = { [control]: controlRow(control).lattice.weakest };
  const failing = (results: ReadonlyArray<Check['result']>) => results.flatMap((result, index) => result === 'warn' ? [index] : []);
  expect(failing(resultsOf({ ...STRICT, ...weakest }, STRICT))).toEqual(failing(resultsOf(STRICT, { ...STRICT, ...weakest })));
});

type Settings = { readonly HostConfig?: object; readonly Config?: object; readonly State?: object; readonly NetworkSettings?: object };

/** Returns the result of a check of a container with some settings. */
function resultOf(id: string, { HostConfig, Config, State, NetworkSettings }: Settings): string | undefined {
  const recorded = answers.container;
  const inspect = {
    ...recorded,
    HostConfig: { ...recorded.HostConfig, ...HostConfig },
    Config: { ...recorded.Config, ...Config },
    State: { ...recorded.State, Health: undefined, ...State },
    NetworkSettings: { ...recorded.NetworkSettings, ...NetworkSettings },
  } as unknown as Inspect;
  const checked = { inspect, facts, configured: STRICT, inForce: STRICT, whyUnknown: () => 'unread' };
  return [...cisChecks(checked), ...pssChecks(checked, 'baseline').map((check) => ({ ...check, id: check.title }))]
    .find((check) => check.id === id)?.result;
}

const restarted = (Name: string, MaximumRetryCount = 0) => ({ HostConfig: { RestartPolicy: { Name, MaximumRetryCount } } });
const published = (HostIp: string, HostPort = '8080') => ({ HostConfig: { PortBindings: { '80/tcp': [{ HostIp, HostPort }] } } });
const joined = { HostConfig: { NetworkMode: `container:${'a'.repeat(64)}` }, NetworkSettings: { Networks: {} } };

test.each<[string, string, Settings, string]>([
  ['5.3', 'without a label', { HostConfig: { SecurityOpt: ['label=disable'] } }, 'warn'],
  ['5.3', 'with a label', { HostConfig: { SecurityOpt: ['label=type:container_t'] } }, 'pass'],
  ['5.12', 'with the usual weight', { HostConfig: { CpuShares: 1024 } }, 'pass'],
  ['5.14', 'on one address', published('127.0.0.1'), 'pass'],
  ['5.14', 'on all addresses', published('0.0.0.0'), 'warn'],
  ['5.14', 'on all addresses, in full', published('0:0:0:0:0:0:0:0'), 'warn'],
  ['5.14', 'on all addresses of IPv4, mapped', published('::ffff:0.0.0.0'), 'warn'],
  ['5.14', 'of another container', joined, 'unknown'],
  ['5.8', 'of another container', joined, 'unknown'],
  ['5.9', 'of another container', joined, 'unknown'],
  ['5.30', 'of another container', joined, 'unknown'],
  ['Host Ports', 'of another container', joined, 'unknown'],
  ['5.15', 'always', restarted('always'), 'warn'],
  ['5.15', 'unless stopped', restarted('unless-stopped'), 'warn'],
  ['5.15', 'after any failure', restarted('on-failure'), 'warn'],
  ['5.15', 'six times', restarted('on-failure', 6), 'warn'],
  ['5.15', 'five times', restarted('on-failure', 5), 'pass'],
  ['5.15', 'never', restarted('no'), 'pass'],
  ['5.18', 'with GPUs', { HostConfig: { DeviceRequests: [{ Driver: 'nvidia' }] } }, 'warn'],
  ['5.27', 'that is turned off', { Config: { Healthcheck: { Test: ['NONE'] } } }, 'warn'],
  ['5.27', 'with a command', { Config: { Healthcheck: { Test: ['CMD', 'true'] } } }, 'pass'],
])('check %s, %s', (id, _, settings, result) => {
  expect(resultOf(id, settings)).toBe(result);
});
