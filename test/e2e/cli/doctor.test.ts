import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseImage, ContainerHost, Endpoint, Tls } from '../../../src';
import { berth, BerthOptions } from '../../cli/run-berth';
import { AppliedStack } from '../constructs/stack';
import { Authority, CLIENT, SERVER } from '../engine/certificates';
import { TlsEngine } from '../engine/tls-engine';
import { PlainEngine } from '../resources/plain-engine';
import { DiskInFile } from '../support/disk-in-file';
import { leftByProbes } from '../support/left-by-probes';
import { run } from '../support/run';

interface Check {
  readonly name: string;
  readonly status: string;
  readonly text: string;
  readonly fix?: string;
}

const environment = { PATH: process.env.PATH, DOCKER_HOST: process.env.DOCKER_HOST };
const ADDRESS = process.env.DOCKER_HOST!;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'berth-doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the doctor, and returns its exit code and the checks by the name of the subject and of the check. */
async function doctor(args: readonly string[], options: BerthOptions = {}) {
  const { code, stdout, stderr } = await berth(['doctor', ...args, '--json'], { environment, ...options });
  expect(stderr).toBe('');
  const { ok, examined } = JSON.parse(stdout.toString()) as { ok: boolean; examined: { subject: string; checks: Check[] }[] };
  expect(ok).toBe(code === 0);
  const checks = Object.fromEntries(examined.map(({ subject, checks: all }) => [
    subject, Object.fromEntries(all.map((check) => [check.name, check])),
  ]));
  return { code, checks };
}

test('says that this machine and its engine are well, and leaves nothing on the engine', async () => {
  const { code, checks } = await doctor([]);
  expect(code).toBe(0);
  expect(checks.workstation).toMatchObject({ node: { status: 'ok' }, terraform: { status: 'ok' } });
  expect(checks[ADDRESS]).toMatchObject({
    'engine': { status: 'ok', text: expect.stringMatching(/^Docker Engine \d+\.\d+.*, API 1\.\d+$/) as string },
    'clock': { status: 'ok' },
    'runtime runc': { status: 'ok' },
    'control groups': { status: 'ok', text: expect.stringMatching(/^Version [12], managed by (cgroupfs|systemd)$/) as string },
    'memory': { status: 'ok' },
    'disk': { text: expect.stringMatching(/^[\d.]+ GiB of [\d.]+ GiB are free at \//) as string },
  });
  expect(Object.values(checks[ADDRESS]!).filter((each) => each.status !== 'ok').every(({ fix }) => fix !== undefined)).toBe(true);
  expect(await leftByProbes()).toEqual([]);
});

test('prints a line for each check, and the number of each', async () => {
  const { code, stdout } = await berth(['doctor', '--no-probe'], { environment });
  const lines = stdout.toString().trimEnd().split('\n');
  expect(code).toBe(0);
  expect(lines[0]).toBe('workstation:');
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}ok {4}terraform {15}Terraform \d/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}warn {2}runtime runc .*It was not tried\. To do: Leave out --no-probe/));
  expect(lines.at(-1)).toMatch(/^\d+ ok, \d+ warn, 0 fail$/);
});

test('says what is missing without terraform, and of an engine that is down, while another one is up', async () => {
  const down = `unix://${join(folder, 'none.sock')}`;
  const { code, checks } = await doctor(['--no-probe', '--host', down, '--host', ADDRESS], { environment: { PATH: folder } });
  expect(code).toBe(1);
  expect(checks.workstation!.terraform).toEqual({
    name: 'terraform',
    status: 'fail',
    text: 'There is no program `terraform` on the PATH',
    fix: expect.stringContaining('Install Terraform'),
  });
  expect(Object.keys(checks[down]!)).toEqual(['engine']);
  expect(checks[down]!.engine).toMatchObject({ status: 'fail', text: expect.stringContaining('ENOENT'), fix: expect.stringMatching(/\S/) });
  expect(checks[ADDRESS]!.engine).toMatchObject({ status: 'ok' });
});

test('an address that is none, and a host without TLS, fail with what to do', async () => {
  const { code, checks } = await doctor(['--host', 'ftp://nonsense', '--host', 'tcp://127.0.0.1:1']);
  expect(code).toBe(1);
  expect(checks['ftp://nonsense']!.engine).toMatchObject({ status: 'fail', fix: expect.stringContaining('unix://') });
  expect(checks['tcp://127.0.0.1:1']).toMatchObject({
    engine: { status: 'fail' }, tls: { status: 'fail', fix: expect.stringContaining('ssh') },
  });
});

describe('an engine with a full disk and a runtime that does not start', () => {
  let disk: DiskInFile;
  let engine: PlainEngine;

  beforeAll(async () => {
    disk = await DiskInFile.create('btrfs');
    const at = join(disk.path, 'engine');
    await run('mkdir', [at]);
    engine = await PlainEngine.start(at, ['--storage-driver', 'btrfs', '--add-runtime=kata=/nowhere/kata']);
  });

  afterAll(async () => {
    await engine?.remove();
    await disk?.remove();
  });

  test('fails for the disk, and warns of the runtime', async () => {
    await run('fallocate', ['--length', '700M', join(disk.path, 'filler')]);
    const { code, checks } = await doctor(['--host', engine.address]);
    expect(code).toBe(1);
    expect(checks[engine.address]).toMatchObject({
      'engine': { status: 'ok' },
      'runtime runc': { status: 'ok' },
      'runtime kata': { status: 'warn', text: expect.stringContaining('/nowhere/kata') },
      'disk': { status: 'fail', text: expect.stringMatching(/^0\.\d GiB of 1\.0 GiB are free/), fix: expect.stringContaining('prune') },
    });
  });
});

describe('a stack with an engine over TLS', () => {
  let engine: TlsEngine;
  let certificates: string;
  const stack = new AppliedStack('e2e-doctor');

  beforeAll(async () => {
    certificates = join(folder, 'certificates');
    const authority = await Authority.create(certificates);
    await authority.issue(join(certificates, 'server'), SERVER);
    await authority.issue(join(certificates, 'client'), CLIENT);
    engine = await TlsEngine.start(join(folder, 'tls'), join(certificates, 'server'));
  });

  afterAll(async () => {
    await engine?.stop();
    rmSync(stack.folder, { recursive: true });
  });

  test('examines the hosts of its providers: the age of certificates, and the registries of its images', async () => {
    stack.synthesize((within) => {
      const host = new ContainerHost(within, 'host', {
        endpoint: Endpoint.tcp('127.0.0.1', { port: engine.port, tls: Tls.fromDirectory(join(certificates, 'client')) }),
      });
      host.addContainer('app', { image: BaseImage.fromRegistry('registry.invalid/app:1') });
    });
    const { code, checks } = await doctor(['--no-probe', stack.folder]);
    expect(code).toBe(1);
    expect(checks[`tcp://127.0.0.1:${engine.port}`]).toMatchObject({
      'engine': { status: 'ok' },
      'engine\'s certificate': { text: expect.stringContaining('until') },
      'client certificate': { text: expect.stringContaining('until') },
      'registry registry.invalid': { status: 'fail', text: expect.stringContaining('registry.invalid') },
    });
  });
});
