import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, transpile } from 'typescript';
import { Synthesized, testHost } from './assertions';

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

const IMPORTS = 'const { BaseImage, Control, Exemption, IsolationPolicy, PidMode, Runtime } = require("cdktf-berth");';
const load = (name: string): unknown => jest.requireActual(name === 'cdktf-berth' ? '../src' : name);

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const before = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  test('has an example that synthesizes without changes', () => {
    const [, example] = /```ts\n(.*?)```/s.exec(README)!;
    new Function('require', 'exports', transpile(example, { module: ModuleKind.CommonJS }))(load, {});

    const { resource } = JSON.parse(readFileSync('cdktf.out/stacks/store/cdk.tf.json', 'utf8'));
    expect(Object.keys(resource).sort()).toEqual(['docker_container', 'docker_image', 'docker_network', 'docker_volume']);
    expect(Object.keys(resource.docker_container)).toHaveLength(2);
  });

  test('shows the policy and the exemptions of its example as a plan has them', () => {
    const [, example] = /```ts\n(IsolationPolicy\.RESTRICTED.*?)```/s.exec(README)!;
    const [, plan] = /```diff\n(\+ isolation_policy.*?)```/s.exec(README)!;
    const host = testHost();
    const script = transpile(`${IMPORTS}${example}`, { module: ModuleKind.CommonJS });
    new Function('require', 'stack', 'host', script)(load, host.node.scope, host);
    const [, monitor] = Object.values(Synthesized.of(host).resources('docker_container'));
    const { isolation_policy: policy, isolation_exemptions: reasons } = monitor!;
    expect(Object.keys(reasons)).toHaveLength(2);
    for (const text of [policy, ...Object.entries(reasons).flat()]) expect(plan).toContain(`"${text}"`);
  });
});
