import { InspectedPlugin } from '../../../../provider/engine/plugin/plugin';
import { missingPrivileges, privilegesOf } from '../../../../provider/engine/plugin/privileges';
import {
  canonicalSetting, impossibleSettings, remembersAll, reportedSettings, settingChanges,
} from '../../../../provider/engine/plugin/settings';

const settable = { Settable: ['value'] };

function plugin({ env = ['A=0'], args = ['-x'], source = '/tmp' } = {}): InspectedPlugin {
  return {
    Id: 'one',
    Name: 'one:latest',
    Enabled: true,
    Config: {
      Env: [{ Name: 'A', Value: '0', ...settable }, { Name: 'B', Value: null, ...settable }, { Name: 'C', Value: 'c', Settable: null }],
      Args: { Name: 'args', Value: ['-x'], ...settable },
      Mounts: [{ Name: 'data', Source: source, Settable: ['source'] }],
    },
    Settings: { Env: [...env, 'C=c'], Args: args, Mounts: [{ Name: 'data', Source: source }] },
  };
}

test.each([
  ['A=1', 'A=1'], ['A', 'A='], ['A=', 'A='], ['A.value=1', 'A=1'], ['data.source=/a.path=b', 'data=/a.path=b'],
  ['disk.path=/dev/sdb', 'disk=/dev/sdb'],
])('the setting %s is %s', (entry, canonical) => {
  expect(canonicalSetting(entry)).toBe(canonical);
});

test.each<[string, InspectedPlugin, readonly string[], readonly string[], readonly string[], readonly string[]]>([
  ['nothing', plugin(), [], [], [], []],
  ['what is wanted', plugin(), ['A=1', 'args=-x y'], [], ['A=1', 'args=-x y'], []],
  ['what is not wanted any more', plugin({ env: ['A=1'], args: ['-y'] }), [], ['A=1'], ['A=0', 'args=-x'], []],
  ['a variable that came without a value', plugin({ env: ['A=0', 'B=1'] }), [], [], [], ['B']],
  ['a mount that nobody set', plugin({ source: '/var' }), [], [], [], []],
  ['a mount that is set', plugin(), ['data.source=/var'], [], ['data=/var'], []],
  ['a mount that was set', plugin({ source: '/var' }), [], ['data.source=/var'], [], ['data']],
])('%s is changed', (_, given, wanted, before, entries, irreversible) => {
  expect(settingChanges(given, wanted, before)).toEqual({ entries, irreversible });
});

test('arguments with spaces, and none at all, can not be set', () => {
  const of = (initial: string[]) => {
    const { Config: config, ...rest } = plugin({ args: ['-y'] });
    return { ...rest, Config: { ...config, Args: { ...config.Args, Value: initial } } };
  };
  expect(settingChanges(of(['a b']), [], []).irreversible).toEqual(['args']);
  expect(settingChanges(of([]), [], []).irreversible).toEqual(['args']);
});

test('reports what holds in its spelling, and what somebody else set', () => {
  expect(reportedSettings(plugin({ env: ['A=1'] }), ['A.value=1', 'args=-x', 'data=/tmp'])).toEqual(['A.value=1', 'args=-x', 'data=/tmp']);
  expect(reportedSettings(plugin({ env: ['A=2', 'B='], args: ['-y', 'z'], source: '/x' }), ['A=1', 'data=/tmp']))
    .toEqual(['A=2', 'B=', 'args=-y z']);
});

test('knows which settings a plugin lacks or fixes, and which are not recorded', () => {
  expect(impossibleSettings(plugin(), ['A=1', 'C=c', 'D=1'])).toEqual(['D']);
  expect(impossibleSettings(plugin(), ['C=d'])).toEqual(['C']);
  expect([remembersAll(plugin(), ['A=1'], []), remembersAll(plugin(), ['data=/x'], []), remembersAll(plugin(), ['data=/x'], ['data=/y'])])
    .toEqual([true, false, true]);
});

test('finds privileges, and those that are not granted', () => {
  const privileges = privilegesOf({
    Network: { Type: 'host' },
    IpcHost: true,
    PidHost: true,
    Mounts: [{ Source: '/a' }, { Source: null }],
    Linux: { AllowAllDevices: true, Devices: [{ Path: '/dev/fuse' }], Capabilities: ['CAP_SYS_ADMIN'] },
  });
  expect(privileges.map(({ Name: name, Value: values }) => [name, ...values!])).toEqual([
    ['network', 'host'], ['host ipc namespace', 'true'], ['host pid namespace', 'true'], ['mount', '/a'], ['device', '/dev/fuse'],
    ['allow-all-devices', 'true'], ['capabilities', 'CAP_SYS_ADMIN'],
  ]);
  expect(privilegesOf({ Network: { Type: 'bridge' }, Linux: { Capabilities: [] } })).toEqual([]);
  const granted = new Map(privileges.map(({ Name: name, Value: values }) => [name, values!]));
  expect(missingPrivileges(privileges, granted)).toEqual([]);
  expect(missingPrivileges(privileges, new Map([...granted, ['mount', ['/b']]])).map(({ Name: name }) => name)).toEqual(['mount']);
});
