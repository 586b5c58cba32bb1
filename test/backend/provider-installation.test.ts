import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { Backend, ContainerHost } from '../../src';
import { Synthesized, fakeBundle, testStack } from '../assertions';

const PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'];

const versionsIn = (folder: string) => join(folder, 'terraform.d', 'plugins', 'registry.terraform.io', 'berth', 'docker');

/** Synthesizes an app with one stack into a folder. Repeated calls with one folder act like repeated runs of `cdktf synth`. */
function synthesizeInto(outdir: string, version: string, backend: Backend): string {
  const app: App = Testing.app({ outdir, context: { 'berth:providerFolder': fakeBundle(version) } });
  backend.use(app);
  const stack = new TerraformStack(app, 'stack');
  ContainerHost.fromEnvironment(stack, 'Host');
  app.synth();
  return join(outdir, 'stacks', 'stack');
}

test('writes the provider next to the stack, for each platform', () => {
  const host = ContainerHost.fromEnvironment(testStack({ providerFolder: fakeBundle('1.2.3') }), 'Host');
  const { folder, json } = Synthesized.of(host);

  expect(json.terraform.required_providers).toEqual({ docker: { source: 'berth/docker', version: '1.2.3' } });
  expect(readdirSync(versionsIn(folder))).toEqual(['1.2.3']);
  expect(readdirSync(join(versionsIn(folder), '1.2.3')).sort()).toEqual(PLATFORMS);
  for (const platform of PLATFORMS) {
    const file = join(versionsIn(folder), '1.2.3', platform, 'terraform-provider-docker_v1.2.3.cjs');
    expect(statSync(file).mode % 0o1000).toBe(0o755);
    expect(readFileSync(file, 'utf8')).toBe('#!/usr/bin/env node\n');
    expect(readdirSync(join(file, '..'))).toHaveLength(1);
  }
  expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8'))
    .toContain('provider "registry.terraform.io/berth/docker" {\n  version     = "1.2.3"');
});

test('installs the provider once for several hosts', () => {
  const stack = testStack();
  ContainerHost.fromEnvironment(stack, 'One');
  ContainerHost.fromUnixSocket(stack, 'Two');
  expect(stack.node.children.map(({ node }) => node.id)).toEqual(['One', 'ProviderInstallation', 'Two']);
  expect(readdirSync(versionsIn(Synthesized.of(stack).folder))).toEqual(['1.2.3']);
});

test('replaces an older version, and keeps the locks of other providers', () => {
  const outdir = Testing.app().outdir;
  const folder = synthesizeInto(outdir, '1.0.0', Backend.BERTH);
  const lockFile = join(folder, '.terraform.lock.hcl');
  const another = 'provider "registry.terraform.io/hashicorp/random" {\n  version = "3.6.0"\n}\n';
  writeFileSync(lockFile, `${readFileSync(lockFile, 'utf8')}\n${another}`);

  synthesizeInto(outdir, '1.1.0', Backend.BERTH);

  expect(readdirSync(versionsIn(folder))).toEqual(['1.1.0']);
  expect(readFileSync(lockFile, 'utf8')).toContain('version     = "1.1.0"');
  expect(readFileSync(lockFile, 'utf8')).not.toContain('1.0.0');
  expect(readFileSync(lockFile, 'utf8')).toContain(another);
});

test('is removed when the stack changes to another back end', () => {
  const outdir = Testing.app().outdir;
  const folder = synthesizeInto(outdir, '1.0.0', Backend.BERTH);
  synthesizeInto(outdir, '1.0.0', Backend.KREUZWERKER);

  expect(readdirSync(versionsIn(folder))).toEqual([]);
  expect(readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')).not.toContain('berth/docker');
});

test('rewrites only the files that differ', () => {
  const outdir = Testing.app().outdir;
  const folder = synthesizeInto(outdir, '1.0.0', Backend.BERTH);
  const fileFor = (platform: string) => join(versionsIn(folder), '1.0.0', platform, 'terraform-provider-docker_v1.0.0.cjs');
  const [same, different] = PLATFORMS.map(fileFor);
  const { ino } = statSync(same);
  writeFileSync(different, 'half of it');

  synthesizeInto(outdir, '1.0.0', Backend.BERTH);

  expect(statSync(same).ino).toBe(ino);
  expect(readFileSync(different, 'utf8')).toBe('#!/usr/bin/env node\n');
});

test('writes no files for the standard back end', () => {
  const host = ContainerHost.fromEnvironment(testStack({ backend: Backend.KREUZWERKER }), 'Host');
  const { folder, json } = Synthesized.of(host);
  expect(json.terraform.required_providers).toEqual({ docker: { source: 'kreuzwerker/docker', version: '3.6.2' } });
  expect(existsSync(join(folder, 'terraform.d'))).toBe(false);
  expect(existsSync(join(folder, '.terraform.lock.hcl'))).toBe(false);
});
