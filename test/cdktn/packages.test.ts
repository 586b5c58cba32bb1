import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies, subset } from 'semver';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const json = <T>(path: string) => JSON.parse(read(path)) as T;

/** What the README tells users of cdktn to add. */
const advised = JSON.parse(/```json\n(.*?)```/s.exec(read('README.md'))![1]) as Project;
/** What the tests install. */
const tested = json<Project>('dev/cdktn/project/package.json');
const { packages: locked } = json<LockFile>('dev/cdktn/project/package-lock.json');
const own = json<Package>('package.json');

test('the README advises the version of cdktn that the tests use', () => {
  expect(advised.overrides).toEqual(tested.overrides);
  expect(advised.dependencies.cdktf).toBe(tested.dependencies.cdktf);
  expect(locked['node_modules/cdktf']).toMatchObject({ name: 'cdktn', version: advised.dependencies.cdktf.replace('npm:cdktn@', '') });
});

test('this package accepts the bindings that the tests use', () => {
  const { version } = locked['node_modules/@cdktf/provider-docker'];
  expect(satisfies(version, own.peerDependencies!['@cdktf/provider-docker'])).toBe(true);
});

test('all packages accept the range of constructs that the README advises', () => {
  const { constructs } = advised.dependencies;
  const cores = [locked['node_modules/cdktf'], json<Package>('node_modules/cdktf/package.json')];
  const ranges = [...cores, locked['node_modules/@cdktf/provider-docker'], own].map(({ peerDependencies }) => peerDependencies!.constructs);
  expect(ranges.filter((range) => !subset(constructs, range))).toEqual([]);
  expect(satisfies(locked['node_modules/constructs'].version, constructs)).toBe(true);
});

interface Project {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides: object;
}

interface Package {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface LockFile {
  readonly packages: Readonly<Record<string, Package>>;
}
