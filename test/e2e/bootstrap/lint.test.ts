import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bareDebian } from './bare-debian';
import { HostBootstrap } from '../../../src';
import { EVERYTHING, fileIn, SAMPLES, userDataOf } from '../../bootstrap/samples';
import { attempt, run } from '../support/run';

/** The folder for what is judged, within the root file system that has the tools. */
const FOLDER = '/lint';

let root: string;

beforeAll(async () => {
  root = await bareDebian();
  mkdirSync(join(root, FOLDER), { recursive: true });
});

afterAll(() => rmSync(join(root, FOLDER), { recursive: true }));

/** Runs a tool on a text, and returns what it says. */
async function judge(text: string, name: string, ...command: readonly string[]): Promise<string> {
  writeFileSync(join(root, FOLDER, name), text);
  const { stdout, stderr, exitCode } = await attempt('chroot', [root, ...command, `${FOLDER}/${name}`]);
  return `${exitCode} ${stdout}${stderr}`.trim();
}

describe.each(SAMPLES)('%s', (_, bootstrap) => {
  test('shellcheck has nothing to say about the script', async () => {
    expect(await judge(bootstrap.toShellScript(), 'script.sh', 'shellcheck', '--norc')).toBe('0');
  });

  test('cloud-init accepts the user data', async () => {
    expect(await judge(userDataOf(bootstrap), 'user-data', 'cloud-init', 'schema', '--config-file')).toBe(
      `0 Valid cloud-config: ${FOLDER}/user-data`);
  });
});

test('shellcheck has nothing to say about the script that connects dedicated engines', async () => {
  const script = fileIn(new HostBootstrap(EVERYTHING).toShellScript(), '/usr/local/sbin/berth-vch-network')!;
  expect(await judge(script, 'network.sh', 'shellcheck', '--norc')).toBe('0');
});

test('systemd accepts the units', async () => {
  const script = new HostBootstrap(EVERYTHING).toShellScript();
  const names = [...script.matchAll(/^put_file \/etc\/systemd\/system\/(\S+\.(?:service|slice)) /gm)].map(([, name]) => name!);
  expect(names).toEqual([
    'berth-firewall.service', 'pool.slice', 'pool-web.slice', 'free.slice', 'docker-vch-network@.service', 'docker-vch@.service',
    'vch-blue.slice', 'vch-blue-containers.slice', 'vch-red.slice', 'vch-red-containers.slice',
  ]);
  // The programs of the units, and the units of systemd itself.
  const machine = `${FOLDER}/machine`;
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, machine, path)), { recursive: true });
    writeFileSync(join(root, machine, path), text, { mode });
  };
  const programs = ['/usr/sbin/nft', '/usr/sbin/dockerd', '/usr/local/sbin/berth-vch-network', '/bin/kill'];
  for (const program of programs) write(program, '#!/bin/sh\n', 0o755);
  const units = '/usr/lib/systemd/system';
  mkdirSync(join(root, machine, dirname(units)), { recursive: true });
  await run('cp', ['-r', join(root, units), join(root, machine, units)]);
  for (const name of names) write(`/etc/systemd/system/${name}`, fileIn(script, `/etc/systemd/system/${name}`)!);
  const instances = names.map((name) => name.replace('@.', '@blue.'));
  const { stdout, stderr, exitCode } = await attempt('chroot', [root, 'systemd-analyze', 'verify', `--root=${machine}`, ...instances]);
  expect(stdout + stderr).toBe('');
  expect(exitCode).toBe(0);
});
