import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, transpile } from 'typescript';

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

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
    const load = (name: string): unknown => jest.requireActual(name === 'cdktf-berth' ? '../src' : name);

    new Function('require', 'exports', transpile(example, { module: ModuleKind.CommonJS }))(load, {});

    const { resource } = JSON.parse(readFileSync('cdktf.out/stacks/store/cdk.tf.json', 'utf8'));
    expect(Object.keys(resource).sort()).toEqual(['docker_container', 'docker_image', 'docker_network', 'docker_volume']);
    expect(Object.keys(resource.docker_container)).toHaveLength(2);
  });
});
