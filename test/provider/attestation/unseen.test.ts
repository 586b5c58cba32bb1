import { attest, Report } from '../../../provider/attestation/attest';
import { CONTROL_NAMES } from '../../../src/shared/controls/table';
import answers from '../../fixtures/engine/answers.json';
import { FakeEngine } from '../engine/fake-engine';
import { send } from '../resources/fuzz/distortion';
import { RECORDED, RecordedEngine, SANDBOXED } from '../resources/fuzz/recorded-engine';

const WANTED = [answers.container.Id, SANDBOXED].map((id) => ({ id, name: '', wanted: {}, exemptions: [] }));

/** The recorded answers, changed to those of a machine with AppArmor. */
const INFO = { ...RECORDED.info, SecurityOptions: ['name=apparmor', ...RECORDED.info.SecurityOptions] };
const PROFILE = { [`/proc/${answers.container.State.Pid}/attr/current`]: { file: 'docker-default (enforce)\n' } };
const PROBE = { ...RECORDED.probe, host: { ...RECORDED.probe.host, ...PROFILE } };

let fake: FakeEngine;

beforeAll(async () => {
  fake = await new FakeEngine().start();
});

afterAll(() => fake.stop());

/**
 * Returns the report for these answers of the probe.
 *
 * @param options  the engine's security options
 * @param neighbour  another container that runs on the engine
 * @param wanted  what is attested
 */
function reportOf(
  probe: typeof RECORDED.probe, options = INFO.SecurityOptions, neighbour?: { readonly Id: string }, wanted = WANTED,
): Promise<Report> {
  const users = neighbour === undefined ? RECORDED.users : [...RECORDED.users, { ...RECORDED.users[0]!, Id: neighbour.Id }];
  const info = { ...INFO, SecurityOptions: [...options] };
  const engine = new RecordedEngine(undefined, { ...RECORDED, users, info, probe } as typeof RECORDED);
  fake.answer = (request, response) => {
    const isAboutNeighbour = neighbour !== undefined && request.url?.endsWith(`/containers/${neighbour.Id}/json`);
    if (isAboutNeighbour) return response.setHeader('Content-Type', 'application/json').end(JSON.stringify(neighbour));
    return void engine.answer(request).then((answer) => send(response, answer));
  };
  return attest(fake.connect(), wanted, { probe: true, fresh: true, signal: new AbortController().signal });
}

const OF_BRIDGE = `/sys/class/net/br-${answers.network.Id.slice(0, 12)}/bridge/nf_call_iptables`;
const without = (by: 'host' | 'twin', path: string) => ({ ...PROBE, [by]: { ...PROBE[by], [path]: -13 } });
const paths = (['host', 'twin'] as const).flatMap((by) => Object.keys(PROBE[by]).map((path) => [by, path] as const));

test('in the recorded answers, nothing is weaker than configured', async () => {
  const { weaknesses, containers } = await reportOf(PROBE);
  expect(weaknesses).toEqual([]);
  for (const { controls } of containers) {
    expect(Object.values(controls).filter(({ in_force: forced }) => forced !== null).length).toBeGreaterThan(10);
  }
});

test.each(paths)('a file that cannot be read is no evidence: by the %s, %s', async (by, path) => {
  const [all, some] = [await reportOf(PROBE), await reportOf(without(by, path))];
  some.containers.forEach(({ controls }, index) => {
    for (const name of CONTROL_NAMES) {
      const { in_force: seen } = controls[name];
      expect([name, seen]).toEqual([name, seen === null ? null : all.containers[index]!.controls[name].in_force]);
    }
  });
});

test.each<[string, object, string | null, string]>([
  ['on', { global: { file: '1\n' } }, 'private', 'not asked for'],
  ['on for the bridge alone', { global: { file: '0\n' }, bridge: { file: '1\n' } }, 'private', 'not asked for'],
  ['off', { global: { file: '0\n' }, bridge: { file: '0\n' } }, 'private', 'fail'],
  ['missing, like the module of the kernel', { global: -2, bridge: -2 }, 'private', 'fail'],
  ['unreadable', { global: -13, bridge: { file: '0\n' } }, null, 'not asked for'],
])('the firewall of bridges is %s', async (_, settings, seen, verdict) => {
  const { global, bridge } = settings as { global: unknown; bridge?: unknown };
  const twin = {
    ...PROBE.twin,
    '/proc/sys/net/bridge/bridge-nf-call-iptables': global,
    [OF_BRIDGE]: bridge ?? { file: '0\n' },
  };
  const { containers } = await reportOf({ ...PROBE, twin } as unknown as typeof RECORDED.probe);
  expect(containers[0]!.controls.network_namespace).toMatchObject({ in_force: seen, verdict });
});

test.each([
  ['0\n', 'fail'],
  ['1\n', 'not asked for'],
])('a container that has the network of another one depends on the firewall of its bridges: %j', async (setting, verdict) => {
  const file = { file: setting };
  const joining = {
    ...answers.container,
    Id: 'f'.repeat(64),
    HostConfig: { ...answers.container.HostConfig, NetworkMode: `container:${answers.container.Id}` },
    NetworkSettings: { ...answers.container.NetworkSettings, Networks: {} },
  };
  const twin = { ...PROBE.twin, '/proc/sys/net/bridge/bridge-nf-call-iptables': file, [OF_BRIDGE]: file };
  const probe = { ...PROBE, twin } as unknown as typeof RECORDED.probe;
  const { containers } = await reportOf(probe, undefined, joining, [{ ...WANTED[0]!, id: joining.Id }]);
  expect(containers[0]!.controls.network_namespace).toMatchObject({ in_force: 'shared', verdict });
});

const own = (file: string) => `/proc/${answers.container.State.Pid}/${file}`;
const limitsWith = (line: string, hard: string) => {
  const { file } = PROBE.host[own('limits') as keyof typeof PROBE.host] as { file: string };
  return file.replace(new RegExp(`^(${line} +\\S+ +)\\S+`, 'm'), `$1${hard}`);
};

test.each<[string, string, string, string | null]>([
  ['memory', 'oom_score_adj', '-500\n', 'unlimited'],
  ['memory', 'oom_score_adj', '', null],
  ['cpus', 'limits', limitsWith('Max realtime priority', '99'), 'unlimited'],
  ['cpus', 'limits', limitsWith('Max realtime priority', 'unlimited'), 'unlimited'],
  ['cpus', 'limits', limitsWith('Max nice priority', '40'), 'unlimited'],
  ['cpus', 'limits', 'Max open files 1024 1024 files\n', null],
])('a process that comes before others has no limit of %s: its %s is %j', async (control, file, text, seen) => {
  const { containers: [container] } = await reportOf({ ...PROBE, host: { ...PROBE.host, [own(file)]: { file: text } } });
  expect(container!.controls[control as 'memory' | 'cpus'].in_force).toBe(seen);
});

test.each([
  ['rw', 'exposed'],
  ['ro', 'masked'],
])('control groups that are mounted %s count as %s, wherever they are', async (access, seen) => {
  const { file } = PROBE.host[own('mountinfo') as keyof typeof PROBE.host] as { file: string };
  const more = ['/sys/fs/cgroup/unified', '/anywhere'].map((mountPoint) => `900 1 0:99 /x ${mountPoint} ${access} - cgroup2 cgroup rw\n`);
  for (const mount of more) {
    const { containers: [container] } = await reportOf({ ...PROBE, host: { ...PROBE.host, [own('mountinfo')]: { file: file + mount } } });
    expect(container!.controls.kernel_paths.in_force).toBe(seen);
  }
});

test.each([
  ['the processes of the host at another place', 'proc', '/host/proc', 'ro', 'exposed'],
  ['processes that it mounted itself', 'proc', '/home', 'rw', 'exposed'],
  ['the kernel\'s objects', 'sysfs', '/anywhere', 'rw', 'exposed'],
  ['processes in front of those of the engine', 'proc', '/proc', 'rw', 'exposed'],
  ['a read-only folder that a runtime adds', 'proc', '/proc/driver/nvidia', 'ro', 'masked'],
  ['memory', 'tmpfs', '/anywhere', 'rw', 'masked'],
])('a mount that shows %s counts', async (_, type, mountPoint, access, seen) => {
  const { file } = PROBE.host[own('mountinfo') as keyof typeof PROBE.host] as { file: string };
  const mount = `900 1 0:99 / ${mountPoint} ${access} - ${type} ${type} rw\n`;
  const { containers: [container] } = await reportOf({ ...PROBE, host: { ...PROBE.host, [own('mountinfo')]: { file: file + mount } } });
  expect(container!.controls.kernel_paths.in_force).toBe(seen);
});

test.each([
  ['name=seccomp,profile=builtin', 'default'],
  ['name=seccomp,profile=/etc/docker/weak.json', null],
  ['name=seccomp,profile=unconfined', null],
])('with the engine\'s "%s", the calls of a container that sets no profile are %s', async (option, seen) => {
  const { containers: [container] } = await reportOf(PROBE, [option]);
  expect(container!.controls.seccomp.in_force).toBe(seen);
  const result = seen === null ? 'unknown' : 'pass';
  expect(container!.cis.find(({ id }) => id === '5.22')).toMatchObject({ result });
  expect(container!.pss.baseline.find(({ title }) => title === 'Seccomp')).toMatchObject({ result });
});

test.each([
  ['the same', true, 'shared'],
  ['another', false, 'private'],
])('a container that is not attested and has %s namespace counts', async (_, isSame, seen) => {
  const link = PROBE.host[own('ns/pid') as keyof typeof PROBE.host];
  const other = { '/proc/4242/ns/pid': isSame ? link : { link: 'pid:[1]' } };
  const neighbour = { ...answers.container, Id: 'f'.repeat(64), State: { ...answers.container.State, Pid: 4_242 } };
  const { containers: [container] } = await reportOf({ ...PROBE, host: { ...PROBE.host, ...other } }, undefined, neighbour);
  expect(container!.controls.pid_namespace.in_force).toBe(seen);
});

/** Returns what the report says of AppArmor for a container with an option. */
async function apparmorOf(option: string, options: readonly string[], probe = PROBE, wanted: object = {}) {
  const container = { ...answers.container, HostConfig: { ...answers.container.HostConfig, SecurityOpt: [option] } };
  const recorded = { ...RECORDED, container, info: { ...INFO, SecurityOptions: options }, probe };
  const engine = new RecordedEngine(undefined, recorded as unknown as typeof RECORDED);
  fake.answer = (request, response) => void engine.answer(request).then((answer) => send(response, answer));
  const subject = { ...WANTED[0]!, wanted };
  const report = await attest(fake.connect(), [subject], { probe: true, fresh: true, signal: new AbortController().signal });
  return report.containers[0]!.controls.apparmor;
}

test.each(['apparmor=', 'apparmor:'])('an empty name of an AppArmor profile is that of the engine\'s own: %s', async (option) => {
  const both = { configured: 'docker-default', in_force: 'docker-default' };
  expect(await apparmorOf(option, INFO.SecurityOptions)).toMatchObject({ ...both, verdict: 'not asked for' });
  expect(await apparmorOf(option, RECORDED.info.SecurityOptions)).toMatchObject({ in_force: null, verdict: 'not asked for' });
});

test('a profile that the kernel can\'t enforce fails', async () => {
  expect(await apparmorOf('apparmor=strict', RECORDED.info.SecurityOptions)).toMatchObject({ in_force: 'none', verdict: 'fail' });
});

test.each<[string, string | null, string]>([
  ['strict (enforce)', 'strict', 'pass'], ['strict (kill)', 'strict', 'pass'], ['a b (enforce)', 'a b', 'fail'],
  ['strict (complain)', 'none', 'fail'], ['strict (unconfined)', 'none', 'fail'], ['unconfined', 'none', 'fail'],
  ['strict (mixed)', null, 'unknown'], ['strict', null, 'unknown'],
])('what the kernel reports as "%s" is in force as %s: %s', async (current, seen, verdict) => {
  const path = `/proc/${answers.container.State.Pid}/attr/current`;
  const probe = { ...PROBE, host: { ...PROBE.host, [path]: { file: `${current}\n` } } };
  expect(await apparmorOf('apparmor=strict', INFO.SecurityOptions, probe, { apparmor: [] })).toMatchObject({ in_force: seen, verdict });
});

test.each<[string, object, string | null, string]>([
  ['container_t', { 1: '1' }, 'confined', 'pass'], ['container_t', { 1: '0' }, 'any', 'fail'], ['spc_t', { 1: '1' }, 'any', 'fail'],
  ['container_t', { 2: '1' }, 'confined', 'pass'], ['container_t', { 2: '0' }, 'any', 'fail'],
  ['container_t', { 1: '0', 2: '1' }, 'any', 'fail'], ['container_t', {}, null, 'unknown'],
])('the type %s where processes see the mode %j of SELinux is in force as %s: %s', async (type, modes, seen, verdict) => {
  const label = { [`/proc/${answers.container.State.Pid}/attr/current`]: { file: `system_u:system_r:${type}:s0:c1,c2\0` } };
  const enforce = Object.entries(modes).map(([pid, mode]) => [`/proc/${pid}/root/sys/fs/selinux/enforce`, { file: mode }]);
  const probe = { ...PROBE, host: { ...PROBE.host, ...label, ...Object.fromEntries(enforce) } } as typeof PROBE;
  const wanted = [{ ...WANTED[0]!, wanted: { selinux: 'confined' as const } }];
  const { containers: [container] } = await reportOf(probe, ['name=selinux'], undefined, wanted);
  expect(container!.controls.selinux).toMatchObject({ in_force: seen, verdict });
});
