import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { Unknown } from '../../../provider/framework/value/value';
import { requireFloorForBuild } from '../../../provider/isolation/build-floor';
import { FLOOR_VARIABLE, readIsolationFloor } from '../../../provider/isolation/floor';
import { requireFloor, requireFloorForBootstrap } from '../../../provider/isolation/judge';
import { schema } from '../../../provider/resources/container/fields/schema';
import { BASELINE_CONTROLS, RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';

const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns an environment whose floor is a text. */
function environmentWith(text: string): NodeJS.ProcessEnv {
  const path = join(folder, 'floor.json');
  writeFileSync(path, text);
  return { [FLOOR_VARIABLE]: path };
}

function problemsOf(floor: object, container: object): Array<{ summary: string; detail: string }> {
  try {
    requireFloor(fromModel(schema, { name: 'web', image: 'busybox', ...container }), undefined, environmentWith(JSON.stringify(floor)));
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => ({ summary, detail: detail ?? '' }));
  }
}

describe('a container', () => {
  const elsewhere = (allowed: string) => [{
    summary: 'Container "web" can\'t run there under the isolation floor of this machine',
    detail: expect.stringContaining(`allows ${allowed}. Set it so. Only the owner of that file can allow another one: \`pools\``) as string,
  }];

  test('is in a pool that the floor lists, if it lists any', () => {
    for (const controls of [{ cgroup_namespace: 'private' }, { memory: 'limited' }]) {
      const floor = { controls, pools: ['/berth/team', '/berth/b'] };
      const container = { cgroupns_mode: 'private', memory: 64 };
      for (const parent of ['/berth/other', '', '/berth/team/../other', null]) {
        expect(problemsOf(floor, { ...container, cgroup_parent: parent })).toMatchObject(elsewhere('"/berth/team", "/berth/b"'));
      }
      for (const parent of ['/berth/team', Unknown.PLAIN]) expect(problemsOf(floor, { ...container, cgroup_parent: parent })).toEqual([]);
    }
  });

  test('leaves it to the kernel to end its programs if the floor lists pools', () => {
    const container = { cgroup_parent: '/berth/team', memory: 64, oom_kill_disable: true };
    const floor = { controls: { memory: 'limited' }, pools: ['/berth/team'] };
    expect(problemsOf(floor, container)).toMatchObject([{ detail: expect.stringContaining('`oom_kill_disable` is true.') as string }]);
    expect(problemsOf(floor, { ...container, oom_kill_disable: false })).toEqual([]);
    expect(problemsOf({ controls: floor.controls }, container)).toEqual([]);
  });

  test('is in no pool if the floor lists none and asks for a control group of its own', () => {
    const container = { cgroupns_mode: 'private', cgroup_parent: '/berth/team' };
    const controls = { cgroup_namespace: 'private' };
    for (const pools of [undefined, []]) {
      expect(problemsOf({ controls, ...pools && { pools } }, container)).toMatchObject(elsewhere('none'));
    }
    expect(problemsOf({ controls }, { cgroupns_mode: 'private' })).toEqual([]);
    expect(problemsOf({ controls: { memory: 'limited' } }, { ...container, memory: 64 })).toEqual([]);
  });

  test('is where it wants if the floor exempts it from a control group of its own', () => {
    const exemptions = [{ container: 'web', control: 'cgroup_namespace', reason: 'It measures the others.' }];
    expect(problemsOf({ controls: { memory: 'limited' }, pools: ['/berth/team'], exemptions }, { memory: 64 })).toEqual([]);
  });
});

test('a floor lists nothing but pools as pools', () => {
  expect(() => readIsolationFloor(environmentWith(JSON.stringify({ profile: 'baseline', pools: ['/docker'] })))).toThrow();
});

describe('a build', () => {
  afterEach(() => { delete process.env[FLOOR_VARIABLE]; });

  const problem = (floor: object, build: unknown) => {
    Object.assign(process.env, environmentWith(JSON.stringify(floor)));
    try {
      requireFloorForBuild({ name: 'app:1', build });
      return '';
    } catch (error) {
      const { summary, detail } = (error as DiagnosticError).diagnostics[0]!;
      return `${summary}\n${detail}`;
    }
  };

  test('is refused unless the floor allows builds', () => {
    expect(problem({ controls: { memory: 'limited' } }, Unknown.PLAIN)).toContain('can\'t be built under the isolation floor');
    expect(problem({ controls: { memory: 'limited' }, builds: true }, [{ cgroup_parent: '/any' }])).toBe('');
  });

  test('is in a pool that the floor lists, if it lists any', () => {
    const floor = { controls: { memory: 'limited' }, builds: true, pools: ['/berth/team', '/berth/b'] };
    for (const parent of ['/berth/other', '', '/', '/berth/team/../other', undefined, null]) {
      expect(problem(floor, [{ cgroup_parent: parent }])).toMatch(
        /can't be built there[^]*allows "\/berth\/team", "\/berth\/b"\. Set it so\. Only the owner of that file can/,
      );
    }
    for (const parent of ['/berth/team', Unknown.PLAIN]) expect(problem(floor, [{ cgroup_parent: parent }])).toBe('');
  });

  test('is in no other control group than the engine\'s own, if the floor asks for that of containers', () => {
    const floor = { controls: { cgroup_namespace: 'private' }, builds: true };
    expect(problem(floor, [{ cgroup_parent: '/berth/team' }])).toContain('is "/berth/team". The floor in');
    expect(problem(floor, [{ cgroup_parent: '' }])).toBe('');
  });
});

test('virtual container hosts are listed by their names', () => {
  const read = (more: object) => readIsolationFloor(environmentWith(JSON.stringify({ profile: 'baseline', ...more })))!.virtualHosts;
  expect(read({})).toBeUndefined();
  expect(read({ virtual_hosts: ['blue'] })).toEqual(['blue']);
  expect(() => read({ virtual_hosts: ['Blue'] })).toThrow();
});

test('without the variable there is no floor', () => {
  expect(readIsolationFloor({})).toBeUndefined();
});

test('a pipe is refused, since the provider would wait for its writer', () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  expect(() => readIsolationFloor({ [FLOOR_VARIABLE]: path })).toThrow('The isolation floor can\'t be read');
});

test('a floor is a profile, controls, or both combined', () => {
  const read = (floor: object) => readIsolationFloor(environmentWith(JSON.stringify(floor)))!.controls;
  expect(read({ profile: 'baseline' })).toEqual(BASELINE_CONTROLS);
  expect(read({ profile: 'restricted' })).toMatchObject(RESTRICTED_CONTROLS);
  expect(read({ controls: { memory: '67108864', capabilities: ['CHOWN'] } })).toEqual({ memory: 67_108_864, capabilities: ['CHOWN'] });
  expect(read({ profile: 'baseline', controls: { memory: '67108864' } })).toMatchObject({ privileged: 'denied', memory: 67_108_864 });
});

test('a container that is weaker is refused, with and without a policy of its own', () => {
  expect(problemsOf({ controls: { privileged: 'denied' } }, { privileged: true })).toEqual([{
    summary: 'Container "web" is weaker than the isolation floor of this machine: privileged mode',
    detail: `\`privileged\`: the floor in "${join(folder, 'floor.json')}" requires denied, but the value is allowed.\n`
      + 'Asked for by CIS Docker Benchmark 5.5.\nAsked for by Pod Security Standards, "Privileged Containers".\n\n'
      + 'Remove `privileged`. Only the owner of that file can exempt the container.',
  }]);
  const exempt = { isolation_policy: 'none@1 privileged=denied', isolation_exemptions: { privileged: 'it says so' } };
  expect(problemsOf({ controls: { privileged: 'denied' } }, { privileged: true, ...exempt })).toHaveLength(1);
});

test('a container that is as strict passes', () => {
  expect(problemsOf({ controls: { privileged: 'denied', memory: 'limited' } }, { memory: 64 })).toEqual([]);
});

test('only an exemption of the floor itself counts, for the container that it names', () => {
  const floor = (container: string) => (
    { controls: { pid_namespace: 'private' }, exemptions: [{ container, control: 'pid_namespace', reason: 'it watches the machine' }] });
  expect(problemsOf(floor('web'), { pid_mode: 'host' })).toEqual([]);
  expect(problemsOf(floor('other'), { pid_mode: 'host' })).toHaveLength(1);
});

test.each([
  ['web-3-next', '3', 0],
  ['web-3-next', undefined, 1],
  ['web-4-next', '4', 1],
  ['web-13-next', '13', 1],
  ['web-3', '3', 0],
  ['web-3-next-next', '3', 1],
])('what takes the place of an exempt clone is exempt: %s with the index %s', (name, index, count) => {
  const exemptions = [{ container: 'web-3', control: 'pid_namespace', reason: 'it watches the machine' }];
  const labels = [
    { label: 'berth.clone-set', value: 'x' }, ...index === undefined ? [] : [{ label: 'berth.clone-index', value: index }],
  ];
  expect(problemsOf({ controls: { pid_namespace: 'private' }, exemptions }, { name, labels, pid_mode: 'host' })).toHaveLength(count);
});

test('only the folders that the floor shares may be mounted, whatever the stack shares', () => {
  const floor = { controls: { host_paths: 'shared' }, shared_folders: [{ path: '/srv' }, { path: '/tmp/x', read_only: false }] };
  const mounting = (source: string, readOnly: boolean) => ({
    mounts: [{ type: 'bind', source, target: '/x', read_only: readOnly }],
    isolation_policy: 'none@1 host_paths=shared share=/etc',
  });
  expect(problemsOf(floor, mounting('/srv/a', true))).toEqual([]);
  expect(problemsOf(floor, mounting('/tmp/x', false))).toEqual([]);
  expect(problemsOf(floor, mounting('/srv/a', false))).toHaveLength(1);
  expect(problemsOf(floor, mounting('/etc', true))).toHaveLength(1);
});

test('values that are known only after apply pass, and are judged then', () => {
  const environment = environmentWith('{ "controls": { "privileged": "denied" } }');
  const config = { ...fromModel(schema, { name: 'web', image: 'busybox' }), privileged: Unknown.PLAIN };
  expect(() => requireFloor(config as never, undefined, environment)).not.toThrow();
});

test.each([
  ['', 'Unexpected end of JSON input'],
  ['[]', 'The floor must be a JSON object.'],
  ['{}', 'The floor asks for nothing. Set `profile`, `controls`, or both.'],
  ['{"profile": "BASELINE"}', '`profile` must be one of baseline, restricted; given: "BASELINE".'],
  ['{"profile": "toString"}', '`profile` must be one of baseline, restricted; given: "toString".'],
  ['{"policy": "baseline"}', 'The floor has no member "policy". Its members are: profile, controls, exemptions, shared_folders, builds, '
    + 'bootstraps, swarms, measurements, pools, virtual_hosts, signature_keys, address_ranges, network_parents.'],
  ['{"controls": {"magic": true}}', '"magic" is not a control. The controls are: '],
  ['{"controls": {"privileged": "no"}}',
    '`controls.privileged` can\'t be "no". Its values are: "denied". Leave it out to ask for nothing.'],
  ['{"controls": {"privileged": "allowed"}}', '`controls.privileged` can\'t be "allowed". Its values are: "denied". '],
  ['{"controls": {"capabilities": ["CAP_CHOWN"]}}', '`controls.capabilities` can\'t be ["CAP_CHOWN"]. '],
  ['{"controls": {"memory": 1024}}', '`controls.memory` can\'t be 1024. '],
  ['{"controls": {"memory": "limited"}, "Controls": {}}', 'two members "Controls"'],
  ['{"controls": {"memory": "limited"}, "controls": {}}', 'two members "controls"'],
  ['{"profile": "baseline", "exemptions": {}}', '`exemptions` must be a list.'],
  ['{"profile": "baseline", "exemptions": [{"container": "a", "control": "user", "reason": " "}]}',
    'An exemption needs the name of a `container`'],
  ['{"profile": "baseline", "exemptions": [{"container": "a", "control": "magic", "reason": "x"}]}', '"magic" is not a control. '],
  ['{"profile": "baseline", "builds": "yes"}', '`builds` must be true or false; given: "yes".'],
  ['{"profile": "baseline", "bootstraps": 1}', '`bootstraps` must be true or false; given: 1.'],
  ['{"controls": {"memory": "0x10"}}', '`controls.memory` can\'t be "0x10". '],
  ['{"profile": "baseline", "shared_folders": [{"path": "/srv", "read_only": false}, {"path": "/srv/in"}]}',
    'The shared folder "/srv/in" is in a folder that is shared for writing'],
  ['{"profile": "baseline", "shared_folders": [{"path": "srv"}]}', 'A shared folder needs an absolute `path`'],
  ['{"profile": "baseline", "shared_folders": [{"path": "/srv", "readOnly": false}]}', 'A shared folder has no member "readOnly".'],
  ['{"profile": "baseline", "exemptions": [{"name": "a"}]}',
    'An exemption has no member "name". Its members are: container, control, reason.'],
])('a floor that can\'t be read refuses every container: %s', (text, reason) => {
  const refuse = () => requireFloor(fromModel(schema, { name: 'web', image: 'busybox' }), undefined, environmentWith(text));
  expect(refuse).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({ summary: 'The isolation floor can\'t be read', detail: expect.stringContaining(reason) })],
  }));
});

test('a floor at a relative path, which would be in the folder of the stack, refuses every container', () => {
  const refuse = () => requireFloor(fromModel(schema, { name: 'web', image: 'busybox' }), undefined, { [FLOOR_VARIABLE]: 'floor.json' });
  expect(refuse).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({ detail: expect.stringContaining('"floor.json" is not an absolute path') })],
  }));
});

test('a floor that is missing refuses every container', () => {
  const environment = { [FLOOR_VARIABLE]: '/nowhere.json' };
  const refuse = () => requireFloor(fromModel(schema, { name: 'web', image: 'busybox' }), undefined, environment);
  expect(refuse).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({ detail: expect.stringContaining('ENOENT') })],
  }));
});

test('a floor is read again only after a change of its file, and an error is never kept', () => {
  const file = join(folder, 'kept.json');
  const read = () => readIsolationFloor({ BERTH_ISOLATION_FLOOR: file });
  expect(read).toThrow();
  writeFileSync(file, '{"profile": "baseline"}');
  const floor = read();
  expect(read()).toBe(floor);
  writeFileSync(file, '{"profile": "restricted"}');
  expect(read()).not.toEqual(floor);
  writeFileSync(file, '{"profile": ');
  expect(read).toThrow();
  writeFileSync(file, '{"profile": "baseline"}');
  expect(read()).toEqual(floor);
  rmSync(file);
  expect(read).toThrow();
});

test('a bootstrap is refused, unless the floor allows bootstraps, or there is none', () => {
  const on = (environment: NodeJS.ProcessEnv) => () => requireFloorForBootstrap('ssh://m', environment);
  const floor = environmentWith('{"profile": "baseline"}');
  expect(on(floor)).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({
      summary: 'ssh://m can\'t be bootstrapped under the isolation floor of this machine',
      detail: expect.stringContaining(`The floor in "${floor[FLOOR_VARIABLE]}" allows no bootstraps.`),
    })],
  }));
  expect(on(environmentWith('{"profile": "baseline", "bootstraps": true}'))).not.toThrow();
  expect(on({})).not.toThrow();
});
