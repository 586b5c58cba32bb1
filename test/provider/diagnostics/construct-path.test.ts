import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constructPath } from '../../../provider/diagnostics/construct-path';
import { Synthesized, addTo, testHost } from '../../assertions';

let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'berth-synthesized-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('the path of a construct is found by the type and the name of its resource', () => {
  const host = testHost();
  addTo(host, { name: 'web' });
  host.addVolume('Data', { name: 'web' });
  const { folder: synthesized } = Synthesized.of(host);
  expect(constructPath('docker_container', 'web', synthesized)).toBe('stack/Host/Web');
  expect(constructPath('docker_volume', 'web', synthesized)).toBe('stack/Host/Data');
  expect(constructPath('docker_container', 'other', synthesized)).toBeUndefined();
  expect(constructPath('docker_network', 'web', synthesized)).toBeUndefined();
});

const resource = (name: unknown, path?: unknown) => ({ name, ...(path !== undefined && { '//': { metadata: { path } } }) });

test.each([
  ['two resources of one name', { a: resource('web', 's/a'), b: resource('web', 's/b') }],
  ['no path', { a: resource('web') }],
  ['a path that is none', { a: resource('web', 5) }],
])('%s is no construct', (_, containers) => {
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource: { docker_container: containers } }));
  expect(constructPath('docker_container', 'web', folder)).toBeUndefined();
});

test.each(['', '{', '[]', 'null', '{"resource":[]}'])('a file that holds %j is no reason to fail', (text) => {
  writeFileSync(join(folder, 'cdk.tf.json'), text);
  expect(constructPath('docker_container', 'web', folder)).toBeUndefined();
});

test('a folder that cdktf did not write has no constructs', () => {
  expect(constructPath('docker_container', 'web', folder)).toBeUndefined();
});

test('a named pipe in the place of the file is not read', () => {
  execFileSync('mkfifo', [join(folder, 'cdk.tf.json')]);
  expect(constructPath('docker_container', 'web', folder)).toBeUndefined();
});
