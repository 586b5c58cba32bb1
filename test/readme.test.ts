import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { ModuleKind, transpile } from 'typescript';
import { Synthesized, testHost } from './assertions';
import { blocksOf, mainOf, README } from './readme-blocks';

const ROOT = join(__dirname, '..');

const IMPORTS = 'const { BaseImage, Control, Exemption, IsolationPolicy, PidMode, Runtime } = require("cdktf-berth");';
const load = (name: string): unknown => jest.requireActual(name === 'cdktf-berth' ? '../src' : name);
const compile = (script: string) => transpile(script, { module: ModuleKind.CommonJS });

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const before = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['as its first example', 0, ['redis', 'web']],
    ['with replicas of a worker', 1, ['redis', 'web', 'worker-1', 'worker-2', 'worker-3']],
    ['with a stricter policy, an exemption and a report', 2, ['monitor', 'redis', 'web', 'worker-1', 'worker-2', 'worker-3']],
  ])('has a main.ts that synthesizes without changes, %s', (_what, additions, names) => {
    new Function('require', 'exports', compile(mainOf(additions)))(load, {});
    const { resource } = JSON.parse(readFileSync('cdktf.out/stacks/store/cdk.tf.json', 'utf8')) as {
      resource: Record<string, Record<string, { name: string }>>;
    };
    expect(Object.values(resource.docker_container!).map(({ name }) => name.replace('store-host-', '')).sort()).toEqual(names);
    expect(Object.keys(resource)).toEqual(expect.arrayContaining(['docker_image', 'docker_network', 'docker_volume']));
    expect(Object.keys(resource.docker_isolation ?? {})).toHaveLength(additions === 2 ? 1 : 0);
  });

  test('shows the policy and the exemptions of its example as a plan has them', () => {
    const example = blocksOf('ts').find((text) => text.startsWith('IsolationPolicy.RESTRICTED'))!;
    const [plan] = blocksOf('diff');
    const host = testHost();
    new Function('require', 'stack', 'host', compile(`${IMPORTS}${example}`))(load, host.node.scope, host);
    const [, monitor] = Object.values(Synthesized.of(host).resources('docker_container'));
    const { isolation_policy: policy, isolation_exemptions: reasons } = monitor!;
    expect(Object.keys(reasons)).toHaveLength(2);
    for (const text of [policy, ...Object.entries(reasons).flat()]) expect(plan).toContain(`"${text}"`);
  });
});

describe('the npm package', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);

  test('has everything that the README and the guides link to', () => {
    const linked = ['README.md', ...paths.filter((path) => /^docs\/(guides\/|index)/.test(path))].flatMap((page) => {
      const text = page === 'README.md' ? README : readFileSync(join(ROOT, page), 'utf8');
      return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => posix.join(dirname(page), link!));
    });
    expect(linked).toEqual(expect.arrayContaining(['API.md', 'docs/guides/errors.md', 'examples/isolation/README.md']));
    expect(linked.filter((link) => !paths.some((path) => path === link || path.startsWith(link.replace(/\/?$/, '/'))))).toEqual([]);
  });

  test('has the provider and the command-line program', () => {
    expect(paths.filter((path) => path.startsWith('dist/'))).toEqual([
      'dist/cli/berth.cjs', expect.stringMatching(/^dist\/provider\/terraform-provider-docker_v[0-9.]+\.cjs$/),
    ]);
  });

  test('has no sources, tests or tools', () => {
    expect(paths.filter((path) => /^(src|provider|cli|test|dev|projenrc|node_modules\/(?!ip-address))\//.test(path))).toEqual([]);
  });
});
