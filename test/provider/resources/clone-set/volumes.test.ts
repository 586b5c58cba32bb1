import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { cloneOf, Template } from '../../../../provider/resources/clone-set/template';
import { provideVolumes } from '../../../../provider/resources/clone-set/volumes';
import { FakeHost } from '../../virtual-host/fake-host';

const { signal } = new AbortController();
let host: FakeHost;
beforeEach(async () => { host = await new FakeHost().start(); });
afterEach(() => host.engine.stop());

/** Makes the volumes of a clone, and returns what the engine has, or the summary of the error. */
async function provide(template: Template, rules: object | null = {}): Promise<unknown> {
  const whole = { labels: [], ports: [], ...template, virtual_host: rules && JSON.stringify({ name: 'blue', ...rules }) };
  const { filled } = cloneOf(whole, '', { id: 'x', name: 'blue-web', fingerprint: '' }, 1);
  try {
    await provideVolumes(host.engine.connect(), whole, filled, signal);
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ summary }) => summary).join();
  }
  return host.volumes;
}

const own = { type: 'volume', source: '{{clone.name}}-data', target: '/data', volume_options: [] };
const made = { Name: 'blue-web-1-data', Driver: 'local', Labels: { 'berth.virtual-host': 'blue' }, Options: {} };

test.each<[string, Template, object[]]>([
  ['a mount', { mounts: [own] }, [made]],
  ['a mount with a driver, options and labels', {
    mounts: [{
      ...own,
      volume_options: [{
        driver_name: 'fast', driver_options: { tier: '{{clone.index}}' }, labels: [{ label: 'a', value: 'b' }],
      }],
    }],
  }, [{ ...made, Driver: 'fast', Options: { tier: '1' }, Labels: { a: 'b', ...made.Labels } }]],
  ['a volume', { volumes: [{ volume_name: 'blue-{{clone.index}}' }], volume_driver: 'fast' }, [
    { ...made, Name: 'blue-1', Driver: 'fast' },
  ]],
  ['one volume for all clones', { mounts: [{ ...own, source: 'blue-data' }], volumes: [{ volume_name: 'blue-logs' }] }, []],
  ['a folder of the host', {
    mounts: [{ ...own, type: 'bind', source: '/srv/{{clone.name}}' }], volumes: [{ host_path: '/srv/{{clone.name}}' }],
  }, []],
])('a clone has volumes of its own, by %s', async (_, template, volumes) => {
  expect(await provide(template)).toEqual(volumes);
});

test('one that exists stays as it is, and without rules the engine makes it', async () => {
  expect(await provide({ mounts: [own] }, null)).toEqual([]);
  const before = { ...made, Labels: { 'berth.virtual-host': 'green' } };
  host.volumes = [before];
  expect(await provide({ mounts: [own] })).toEqual([before]);
});

test.each<[string, object, string, string]>([
  ['the name of another one', {}, 'red-{{clone.index}}', 'Volume "red-1" breaks the rule `name` of the virtual container host "blue"'],
  ['a driver', { volume_drivers: ['fast'] }, own.source,
    'Volume "blue-web-1-data" breaks the rule `volume_drivers` of the virtual container host "blue"'],
  ['no size', { max_storage: 64 }, own.source,
    'Volume "blue-web-1-data" breaks the rule `max_storage` of the virtual container host "blue"'],
  ['one too many', { max_volumes: 1 }, own.source, 'The virtual container host "blue" has no room for volume "blue-web-1-data"'],
])('the rules on volumes refuse %s', async (_, rules, source, summary) => {
  host.volumes = [{ ...made, Name: 'blue-other' }];
  expect(await provide({ mounts: [{ ...own, source }] }, rules)).toBe(summary);
  expect(host.volumes).toHaveLength(1);
});
