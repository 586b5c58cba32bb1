import { observe } from '../../../src/shared/controls/observe';
import { describeTask } from '../../../src/shared/controls/task';
import { sourcePattern } from '../../../src/shared/controls/task-mounts';

const SHARED = [{ path: '/srv/shared', readOnly: true }];
const NO_HOST = { engine_socket: 'absent', host_paths: 'none', kernel_paths: 'masked' };
const LABEL = '{{index .Service.Labels "p"}}';

/** Returns the values of the controls of paths for the containers of a service. */
function pathsOf(container: object): object {
  const described = describeTask({ task_spec: [{ container_spec: [container] }] }, () => false);
  const { engine_socket, host_paths, kernel_paths } = observe(described, { isUnknown: () => false, sharedFolders: SHARED });
  return { engine_socket, host_paths, kernel_paths };
}

const mounted = (mount: object) => pathsOf({ mounts: [{ target: '/m', ...mount }] });
const volumeWith = (options: object) => ({ type: 'volume', source: 'data', volume_options: [options] });

test.each<[string, object]>([
  ['a path', { type: 'bind', source: `/srv/shared/${LABEL}`, read_only: true }],
  ['a path with a word', { type: 'bind', source: '/srv/shared/{{.Task.Slot}}', read_only: true }],
  ['the name of a volume', { type: 'volume', source: `op${LABEL}` }],
  ['a word in another spelling', { type: 'volume', source: '{{ .Task.Slot }}' }],
  ['what two words enclose', { type: 'volume', source: `{{.Task.Slot}}{${LABEL}` }],
  ['a driver', volumeWith({ driver_name: LABEL })],
  ['an option', volumeWith({ driver_options: { size: LABEL } })],
  ['the name of an option', volumeWith({ driver_options: { [LABEL]: 'x' } })],
  ['a single block', { type: 'volume', volume_options: { driver_options: { size: LABEL } } }],
])('a template in %s can become any path', (_, mount) => {
  expect(mounted(mount)).toEqual({ engine_socket: 'any', host_paths: 'any', kernel_paths: 'exposed' });
});

test.each(['tmpfs', 'volume'])('a template in the target of a %s can become /proc', (type) => {
  expect(mounted({ type, target: `/${LABEL}` })).toEqual({ ...NO_HOST, kernel_paths: 'exposed' });
});

test('the name of a volume can have the number of the task and the name of the service', () => {
  expect(mounted({ type: 'volume', source: '{{.Service.Name}}-data-{{.Task.Slot}}' })).toEqual(NO_HOST);
});

test('no other attribute of a container matters', () => {
  expect(pathsOf({ env: { A: LABEL }, hostname: LABEL, labels: [{ label: 'a', value: LABEL }] })).toEqual(NO_HOST);
});

test.each<[string, boolean]>([
  ['/etc/app.conf', false], ['/dev/null', true], ['/x/../proc', true], ['name', false], ['../../dev/null', true],
])('configs and secrets are mounts: %s', (name, isExposed) => {
  for (const kind of ['configs', 'secrets']) {
    expect(pathsOf({ [kind]: [{ file_name: name }] })).toEqual({ ...NO_HOST, kernel_paths: isExposed ? 'exposed' : 'masked' });
  }
});

test('the file of a config without a folder is in the root folder, that of a secret is not', () => {
  expect(pathsOf({ configs: [{ file_name: 'dev/null' }] })).toEqual({ ...NO_HOST, kernel_paths: 'exposed' });
  expect(pathsOf({ secrets: [{ file_name: 'dev/null' }] })).toEqual(NO_HOST);
});

test('a name with words is a pattern', () => {
  expect(sourcePattern('data')).toBeUndefined();
  const pattern = sourcePattern('a.b-{{.Task.Slot}}')!;
  expect(['a.b-1', 'a.b-12', 'a.b-x_y', 'a.b-', 'axb-1', 'a.b-1/..', 'xa.b-1'].filter((name) => pattern.test(name)))
    .toEqual(['a.b-1', 'a.b-12', 'a.b-x_y']);
});
