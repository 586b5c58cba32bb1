import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveOf, inPieces } from './archives';
import { berth, BerthOptions } from './run-berth';
import { FakeEngine } from '../provider/engine/fake-engine';

let fake: FakeEngine;
let folder: string;
let archive: string;

beforeEach(async () => {
  fake = await new FakeEngine().start();
  folder = mkdtempSync(join(tmpdir(), 'berth-cli-'));
  archive = join(folder, 'data.tar');
  writeFileSync(archive, await archiveOf({ name: 'file', content: 'x' }));
});

afterEach(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true });
});

const address = () => `tcp://127.0.0.1:${fake.port}`;

/** Runs `berth volume ...` on the engine. */
const volume = (args: readonly string[], options: BerthOptions = {}) =>
  berth(['volume', ...args], { ...options, environment: { DOCKER_HOST: address(), HOME: folder, ...options.environment } });

const VOLUME = { Driver: 'local', Mountpoint: '', Labels: {}, Options: {}, Scope: 'local' };

/** The engine has these volumes, and these containers run. */
function has(volumes: readonly string[], containers: readonly object[] = []): void {
  fake.answer = ({ url = '' }, response) => {
    const named = /\/volumes\/([^/?]+)$/.exec(url)?.[1];
    if (url.includes('/containers/json')) response.end(JSON.stringify(containers));
    else if (named === undefined) response.end(JSON.stringify({ Volumes: volumes.map((Name) => ({ Name })) }));
    else if (volumes.includes(named)) response.end(JSON.stringify({ ...VOLUME, Name: named }));
    else response.writeHead(404).end('{"message":"no such volume"}');
  };
}

/** A running container with the volume `data`. */
const running = (name: string, RW: boolean, Labels: object = {}) =>
  ({ Id: name, Names: [`/${name}`], Mounts: [{ Name: 'data', RW }], Labels });

describe('a command line that can\'t be understood', () => {
  test.each([
    [['volume', 'exprt'], 'error: unknown command \'exprt\'\n(Did you mean export?)\n(--help shows how to use it)\n'],
    [['volume', 'export'], 'error: missing required argument \'volume\'\n(--help shows how to use it)\n'],
    [['volume', 'export', '--hots', 'y'], 'error: unknown option \'--hots\'\n(Did you mean --host?)\n(--help shows how to use it)\n'],
    [
      ['volume', 'export', 'data', '--host', 'tcp://x', '--context', 'y'],
      'error: option \'-c, --context <name>\' cannot be used with option \'-H, --host <address>\'\n(--help shows how to use it)\n',
    ],
  ])('%j ends with 2', async (args, stderr) => {
    expect(await berth(args)).toMatchObject({ code: 2, stderr });
  });

  test('--help and --version end with 0', async () => {
    expect(await berth(['--version'])).toMatchObject({ code: 0, stdout: Buffer.from('1.2.3\n') });
    const { code, stdout } = await berth(['volume', 'import', '--help']);
    expect(code).toBe(0);
    expect(stdout.toString()).toContain('Usage: berth volume import [options] <volume> [file]');
  });
});

describe('the engine', () => {
  test('is missing', async () => {
    const socket = join(folder, 'docker.sock');
    const { code, stderr } = await berth(['volume', 'export', 'data', '--host', `unix://${socket}`]);
    expect(code).toBe(1);
    // jest replaces the class of Node's errors, so that their name becomes a part of the message.
    expect(stderr.replace('Error: connect', 'connect')).toBe(`Error: Could not connect to the Docker Engine: connect ENOENT ${socket}

The Docker Engine at unix://${socket} (\`--host\`) was not reached, or did not answer.

There is no socket at ${socket}. Start the engine, or configure the address of the one that is running: set \`--host\`, \
the variable DOCKER_HOST, or a context.
`);
  });

  test('has an invalid address', async () => {
    expect((await berth(['volume', 'export', 'data', '--host', '/run/docker.sock'])).stderr).toBe(
      'Error: "/run/docker.sock" is not a valid address of a Docker Engine: the path of a socket must follow "unix://"\n\n'
      + 'The address comes from `--host`. Use unix:///run/docker.sock.\n',
    );
  });

  test('is in a context that does not exist', async () => {
    expect((await berth(['volume', 'export', 'data', '-c', 'prod'], { environment: { HOME: folder } })).stderr).toBe(
      'Error: There is no Docker context "prod"\n\n'
      + `The context is set by \`--context\`. ${folder}/.docker/contexts contains no contexts. Use an existing context, `
      + 'create this one with `docker context create`, or set DOCKER_CONFIG to the folder that contains it.\n',
    );
  });

  test('comes from --host before DOCKER_HOST', async () => {
    has([]);
    const { stderr } = await volume(['export', 'data', '-H', address()], { environment: { DOCKER_HOST: 'unix:///nowhere' } });
    expect(stderr).toContain(`The Docker Engine at ${address()} (\`--host\`) has no volumes.`);
  });

  test('can\'t run the walker on another platform', async () => {
    has(['data']);
    const version = { ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'riscv64' };
    fake.versionAnswer = (_request, response) => response.end(JSON.stringify(version));
    expect((await volume(['export', 'data', join(folder, 'x.tar')])).stderr).toBe(
      'Error: Volumes of linux/riscv64 can\'t be copied\n\nThe program that reads extended attributes runs on linux/amd64 and linux/arm64. '
      + 'On other engines, copy a volume with a container that mounts it and has tar.\n',
    );
  });
});

describe('an export refuses', () => {
  const refused = async (args: readonly string[], options?: BerthOptions) => {
    const { code, stdout, stderr } = await volume(['export', ...args], options);
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 1, stdout: '' });
    expect(existsSync(`${join(folder, 'x.tar')}.partial`)).toBe(false);
    return stderr;
  };

  test('a volume that does not exist', async () => {
    has(['cache', 'db']);
    expect(await refused(['data', join(folder, 'x.tar')])).toBe(
      `Error: There is no volume "data"\n\nThe Docker Engine at ${address()} (the variable DOCKER_HOST) has "cache", "db". `
      + 'Choose one of its volumes, or another engine with --host.\n',
    );
  });

  test('a name that no volume can have, without a request', async () => {
    expect(await refused(['a/b', join(folder, 'x.tar')])).toBe(
      'Error: "a/b" is not the name of a volume\n\nA name has letters, digits, "_", "." and "-", at least two characters, and starts with '
      + 'a letter or a digit. List the volumes with: docker volume ls.\n',
    );
    expect(fake.asked).toEqual([]);
  });

  test('a volume that running containers can write to', async () => {
    const probe = running('probe', true, { 'berth.probe': 'true' });
    has(['data'], [running('web', true), running('api', true), running('reader', false), probe]);
    expect(await refused(['data', join(folder, 'x.tar')])).toBe(
      'Error: Volume "data" is in use\n\nThese containers run and can write to it: api, web. A copy of files that change meanwhile can be '
      + 'unusable. Stop them (docker stop api web), and start them again after the export. To copy the files while they may change, add '
      + '--live.\n',
    );
  });

  test('a file that exists', async () => {
    expect(await refused(['data', archive])).toBe(
      `Error: ${archive} exists\n\nAn export overwrites no file. Choose another name, or remove it.\n`,
    );
  });

  test('a terminal', async () => {
    expect(await refused(['data'], { isTTY: true })).toBe(
      'Error: An archive can\'t be written to a terminal\n\nName a file, as in: berth volume export data data.tar. '
      + 'Or connect stdout with another program or a file.\n',
    );
  });

  test('with JSON, if asked', async () => {
    expect(JSON.parse(await refused(['data', archive, '--json']))).toEqual({
      errors: [{ summary: `${archive} exists`, detail: 'An export overwrites no file. Choose another name, or remove it.' }],
    });
  });
});

describe('an import refuses', () => {
  const refused = async (args: readonly string[], options?: BerthOptions) => {
    const { code, stdout, stderr } = await volume(['import', ...args], options);
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 1, stdout: '' });
    expect(fake.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
    return stderr;
  };

  test('a volume that does not exist', async () => {
    has(['cache']);
    expect(await refused(['data', archive])).toBe(
      `Error: There is no volume "data"\n\nThe Docker Engine at ${address()} (the variable DOCKER_HOST) has "cache". `
      + 'Apply the stack that has it, create it with --create, or choose another engine with --host.\n',
    );
  });

  test('to create a volume that exists', async () => {
    has(['data']);
    expect(await refused(['data', archive, '--create'])).toBe(
      'Error: Volume "data" exists\n\n--create is for a volume that does not exist yet. Choose another name, or leave out --create to '
      + 'import into this one.\n',
    );
  });

  test('a volume that running containers use', async () => {
    has(['data'], [running('web', true), running('reader', false)]);
    expect(await refused(['data', archive])).toBe(
      'Error: Volume "data" is in use\n\nThese containers run and use it: reader, web. They don\'t expect that their files change. '
      + 'Stop them (docker stop reader web), and start them again after the import (docker start reader web).\n',
    );
  });

  test('an archive that is not complete, before it asks the engine', async () => {
    writeFileSync(archive, (await archiveOf({ name: 'file', content: 'x'.repeat(10_000) })).subarray(0, 5000));
    expect(await refused(['data', archive])).toBe(
      `Error: ${archive} is not a complete tar archive: it ends in the middle\n\nNothing was changed. Import an archive that `
      + '`berth volume export` or tar wrote, plain or compressed with gzip.\n',
    );
    expect(fake.asked).toEqual([]);
  });

  test('a damaged gzip file', async () => {
    writeFileSync(archive, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]));
    expect(await refused(['data', archive])).toMatch(`Error: ${archive} is not a complete tar archive: `);
  });

  test('a file that does not exist', async () => {
    expect(await refused(['data', '/nowhere/x.tar'])).toBe(
      'Error: Could not read /nowhere/x.tar: ENOENT: no such file or directory, open \'/nowhere/x.tar\'\n\n'
      + 'Name a tar archive, plain or compressed with gzip.\n',
    );
  });

  test('to replace data by a stream', async () => {
    expect(await refused(['data', '--replace'], { stdin: inPieces(await archiveOf({ name: 'file' })) })).toBe(
      'Error: --replace needs the archive as a file\n\nThe archive is read to its end before the old data is removed, so that an '
      + 'incomplete one destroys nothing. That is not possible with stdin. Save the archive to a file, and name the file.\n',
    );
  });

  test('an owner without --create', async () => {
    expect(await refused(['data', archive, '--retain-as', 'shop/data'])).toBe(
      'Error: --retain-as needs --create\n\nA volume gets its labels when it is created. Add --create, or leave out --retain-as.\n',
    );
  });

  test('a terminal', async () => {
    expect(await refused(['data'], { isTTY: true })).toBe(
      'Error: An archive can\'t be read from a terminal\n\nName a file, as in: berth volume import data data.tar. '
      + 'Or connect stdin with another program or a file.\n',
    );
  });
});
