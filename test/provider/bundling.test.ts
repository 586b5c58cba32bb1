import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleProvider } from '../../provider/bundling/main';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
const folder = mkdtempSync(join(tmpdir(), 'berth-bundle-'));
let bundle: string;

beforeAll(async () => {
  writeFileSync(join(folder, 'terraform-provider-docker_v0.0.1.cjs'), 'an earlier version');
  bundle = await bundleProvider(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the bundle is one executable file with the version in its name, and replaces an earlier version', () => {
  expect(readdirSync(folder)).toEqual([`terraform-provider-docker_v${version}.cjs`]);
  expect(statSync(bundle).mode % 0o1000).toBe(0o755);
  expect(readFileSync(bundle, 'utf8').split('\n')[0]).toBe('#!/bin/sh');
});

describe('run without Terraform', () => {
  const run = (PATH: string, env: object = {}) => {
    const { status, stdout, stderr } = spawnSync(bundle, [], { env: { PATH, XDG_CACHE_HOME: folder, ...env }, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('the bundle starts with this Node', () => {
    expect(run(dirname(process.execPath))).toMatchObject({ status: 1, stderr: expect.stringContaining('This is a Terraform provider.') });
  });

  test.each([
    ['a person is told', {}, ''],
    ['Terraform is told in what looks like a handshake', { TF_PLUGIN_MAGIC_COOKIE: 'any' }, '1|6|unix|/|'],
  ])('without Node, %s what is missing', (_what, env, handshake) => {
    expect(run('/nowhere:/no/other', env)).toEqual({
      status: 1,
      stdout: `${handshake}the provider berth/docker needs Node.js 20 or newer, but no folder in PATH (/nowhere:/no/other) has a program `
        + 'node. Install it (https://nodejs.org), or put its folder first in PATH, and run the command again\n',
      stderr: '',
    });
  });
});

// They would slow down every start.
test.each(['ssh2', 'protobufjs', '@grpc/proto-loader', 'tar-fs', 'readable-stream'])('the bundle does not contain %s', (library) => {
  expect(readFileSync(bundle, 'utf8')).not.toMatch(new RegExp(`^// node_modules/(.*/)?${library}/(?!index\\.js$|readable\\.js$)`, 'm'));
});

// One other character makes V8 keep and read the whole file with two bytes for each character, which takes a fifth longer at every start.
test('the bundle has ASCII characters only', () => {
  expect(readFileSync(bundle, 'utf8').split('\n').filter((line) => /[^\0-\x7f]/.test(line))).toEqual([]);
});

test('the bundle keeps function names, which a crash report needs', () => {
  expect(readFileSync(bundle, 'utf8')).toContain('async function importRootFilesystem(');
});
