import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { elfOf, TestFile, TestMirror, TestPackage } from './debian';
import { specOf } from './spec';
import { Lock } from '../../../cli/image/debian/lock';
import { ReadImage, readImages } from '../../../cli/image/inspect/read-image';
import { Entry } from '../../../cli/image/tree/entry';
import { MinimalImageReport, MinimalImageSpec } from '../../../src/shared/minimal-image';
import { berth, BerthRun } from '../run-berth';

const LIBRARIES = '/usr/lib/x86_64-linux-gnu';
const file = (content: string, more: TestFile = {}): TestFile => ({ content, ...more });
const program = (needed: readonly string[], loader = '/lib64/ld-linux-x86-64.so.2'): TestFile => (
  { content: elfOf(needed, { interpreter: loader }), mode: 0o755 });

/** A C library as Debian has it, a library, two programs, and a package that both ask for and nothing needs. */
const PACKAGES: readonly TestPackage[] = [
  {
    name: 'libc6',
    files: {
      './': {},
      './lib/': {},
      './lib/x86_64-linux-gnu/': {},
      './lib64/': {},
      './lib/x86_64-linux-gnu/libc.so.6': { content: elfOf([]) },
      './lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': { content: elfOf([]), mode: 0o755 },
      './lib64/ld-linux-x86-64.so.2': { link: '/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2' },
      './usr/share/doc/libc6/copyright': file('free'),
      './usr/bin/ldd': file('#!/bin/bash\n', { mode: 0o755 }),
    },
  },
  {
    name: 'libgreet1',
    depends: 'libc6',
    files: {
      './usr/lib/x86_64-linux-gnu/libgreet.so.1': { link: 'libgreet.so.1.2' },
      './usr/lib/x86_64-linux-gnu/libgreet.so.1.2': { content: elfOf(['libc.so.6']) },
      './usr/share/man/man3/greet.3': file('a manual'),
    },
  },
  {
    name: 'greeter',
    depends: 'libc6, libgreet1, adduser | sysuser',
    files: {
      './usr/bin/greet': program(['libgreet.so.1', 'libc.so.6']),
      './usr/bin/greetings': { hardLink: './usr/bin/greet' },
      './usr/sbin/greet-as-root': { ...program(['libc.so.6']), mode: 0o4755 },
      './usr/bin/greet-twice': file('#!/usr/bin/perl -w\n', { mode: 0o755 }),
      './etc/greet.conf': file('loudly'),
      './etc/init.d/greet': file('a service'),
      './usr/share/doc/greeter/README': file('a text'),
    },
  },
  { name: 'counter', depends: 'libc6', files: { './usr/bin/count': program(['libc.so.6']) } },
  { name: 'adduser', files: { './usr/sbin/adduser': file('#!/usr/bin/perl\n', { mode: 0o755 }) } },
];

let mirror: TestMirror;
beforeAll(async () => { mirror = await TestMirror.of(PACKAGES); });
afterAll(() => mirror.stop());

const temporary = () => mkdtempSync(join(tmpdir(), 'berth-image-test-'));

async function run(spec: Partial<MinimalImageSpec>, cache = temporary(), ...more: readonly string[]): Promise<BerthRun> {
  const stdin = Readable.from([JSON.stringify(specOf(spec))]);
  return berth(['image', 'make', '--json', ...more], { stdin, environment: { BERTH_CACHE: cache } });
}

async function make(spec: Partial<MinimalImageSpec>, cache?: string): Promise<MinimalImageReport> {
  const { code, stdout, stderr } = await run(spec, cache);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout.toString()) as MinimalImageReport;
}

async function refusal(spec: Partial<MinimalImageSpec>): Promise<string> {
  const { code, stderr } = await run(spec);
  expect(code).toBe(1);
  const { errors: [{ summary, detail }] } = JSON.parse(stderr);
  return `${summary}\n${detail}`;
}

async function entriesOf({ archive }: MinimalImageReport): Promise<ReadonlyMap<string, Entry>> {
  const [{ entries }] = await readImages(archive) as readonly [ReadImage];
  return new Map(entries.map((entry) => [entry.path, entry]));
}

const greeter = () => ({ lockFile: mirror.lockFile(), packages: ['greeter'] });

describe('from packages', () => {
  test('an image has the listed packages, the libraries that they need, and nothing else of others', async () => {
    const report = await make(greeter());
    const entries = await entriesOf(report);
    const files = [...entries].filter(([, { type }]) => type !== 'folder').map(([path]) => path).sort();
    expect(files).toEqual([
      '/etc/greet.conf', '/etc/group', '/etc/nsswitch.conf', '/etc/passwd',
      '/usr/bin/greet', '/usr/bin/greet-twice', '/usr/bin/greetings',
      `${LIBRARIES}/ld-linux-x86-64.so.2`, `${LIBRARIES}/libc.so.6`, `${LIBRARIES}/libgreet.so.1`, `${LIBRARIES}/libgreet.so.1.2`,
      '/usr/lib64/ld-linux-x86-64.so.2', '/usr/sbin/greet-as-root', '/usr/share/doc/libc6/copyright',
      '/var/lib/dpkg/status.d/greeter', '/var/lib/dpkg/status.d/libc6', '/var/lib/dpkg/status.d/libgreet1',
      '/bin', '/lib', '/lib64', '/sbin',
    ].sort());
    const [{ packages }] = report.platforms;
    expect(packages.map(({ name, whole }) => [name, whole])).toEqual([['libc6', false], ['libgreet1', false], ['greeter', true]]);
  });

  test('says what is left out, and what needs it', async () => {
    const [{ leftOut, excluded, findings }] = (await make(greeter())).platforms;
    expect(leftOut).toEqual([
      { what: '/usr/sbin/greet-as-root', kind: 'setuid', neededBy: [] },
      { what: 'adduser | sysuser', kind: 'package', neededBy: ['greeter'] },
      { what: '/usr/bin/perl', kind: 'interpreter', neededBy: ['/usr/bin/greet-twice'] },
    ]);
    expect(excluded).toBe(2);
    expect(findings).toEqual([]);
  });

  test('only a listed file keeps setuid, which is a finding', async () => {
    const path = '/usr/sbin/greet-as-root';
    const report = await make({ ...greeter(), setuid: [path] });
    expect(report.platforms[0]!.findings).toEqual([{ path, problem: 'runs as its owner (setuid)' }]);
    expect((await entriesOf(report)).get(path)!.mode).toBe(0o4755);
    expect((await entriesOf(await make(greeter()))).get(path)!.mode).toBe(0o755);
  });

  test('images of one lock file share the layers of packages that both need', async () => {
    const cache = temporary();
    const lockFile = mirror.lockFile();
    const [one, other] = [await make({ lockFile, packages: ['greeter'] }, cache), await make({ lockFile, packages: ['counter'] }, cache)];
    const layers = ({ platforms }: MinimalImageReport) => platforms[0]!.layers.map(({ title, digest }) => [title, digest]);
    expect(layers(one)[0]).toEqual(layers(other)[0]);
    expect(layers(one)[0]![0]).toBe('libc6');
  });

  test('what the listed packages depend on is downloaded, once', async () => {
    const cache = temporary();
    const before = mirror.downloads.length;
    await make(greeter(), cache);
    const once = mirror.downloads.length;
    await make({ ...greeter(), exclude: ['/etc/**'] }, cache);
    expect([once - before, mirror.downloads.length - once]).toEqual([['adduser', 'greeter', 'libc6', 'libgreet1'].length, 0]);
  });

  test('a package with another content than in the lock file is refused', async () => {
    const { platforms } = JSON.parse(readFileSync(mirror.lockFile(), 'utf8'));
    const changed = platforms['linux/amd64'].map((each: object) => ({ ...each, sha256: '0'.repeat(64) }));
    expect(await refusal({ lockFile: mirror.lockFile({ platforms: { 'linux/amd64': changed } }), packages: ['greeter'] }))
      .toMatch(/can't be downloaded[^]*the SHA-256 is [0-9a-f]{64}, not 0{64} as in the lock file/);
  });

  test.each([
    ['a package that the lock file does not have', { packages: ['nginx'] }, 'Add it: npx berth image lock'],
    ['a platform that the lock file does not have', { packages: ['greeter'], platforms: ['linux/arm64'] }, '--platform linux/arm64'],
    ['a platform that nobody knows', { packages: ['greeter'], platforms: ['windows/amd64'] }, 'Write one of: linux/amd64'],
  ])('%s is refused', async (_, spec, advice) => {
    expect(await refusal({ lockFile: mirror.lockFile(), ...spec })).toContain(advice);
  });

  test('a program that would lack a library is refused', async () => {
    const refused = await refusal({ ...greeter(), exclude: [`${LIBRARIES}/libgreet.so.1`] });
    expect(refused).toMatch(/^\/usr\/bin\/greet needs libgreet.so.1, which is nowhere/);
  });

  test.each([
    ['removes a file of another layer', '/etc/.wh.passwd', '/etc/.wh.passwd of "files" has a name that begins with ".wh."'],
    ['is below such a name', '/srv/.wh.x/y', 'has a name that begins with ".wh."'],
    ['is too deep', `${'/a'.repeat(130)}/x`, '"files" can\'t be a part of the image: it has a path with more than 128 folders above'],
    ['is too long', `/${'x'.repeat(4096)}`, 'it has a path of 4096 bytes or more'],
  ])('a name that %s is refused', async (_, to, problem) => {
    expect(await refusal({ files: [{ content: '', to, mode: '0644', owner: '0:0' }] })).toContain(problem);
  });

  test('a package with a file that removes one of another package is refused, unless that is excluded', async () => {
    const hostile = await TestMirror.of([{ name: 'hostile', files: { './etc/.wh.greet.conf': file(''), './etc/x': file('') } }]);
    try {
      const spec = { lockFile: hostile.lockFile(), packages: ['hostile'] };
      expect(await refusal(spec)).toContain('/etc/.wh.greet.conf of "hostile" has a name that begins with ".wh."');
      await make({ ...spec, exclude: ['/etc/.wh.*'] });
    } finally {
      await hostile.stop();
    }
  });

  test('a lock file that is none is refused', async () => {
    expect(await refusal({ lockFile: '/nonexistent.json', packages: ['greeter'] })).toContain('There is no lock file "/nonexistent.json"');
    expect(await refusal({ lockFile: __filename, packages: ['greeter'] })).toContain('it is no JSON');
    expect(await refusal({ lockFile: mirror.lockFile({ version: 2 as 1 }), packages: ['greeter'] })).toContain('not 1');
  });
});

describe('from this machine', () => {
  test('a program brings its libraries and its loader', async () => {
    const report = await make({ programs: [{ from: process.execPath, to: '/usr/bin/node', mode: '0755', owner: '0:0' }] });
    const paths = [...(await entriesOf(report)).keys()];
    expect(paths).toEqual(expect.arrayContaining(['/usr/bin/node', `${LIBRARIES}/libc.so.6`, '/usr/lib64/ld-linux-x86-64.so.2']));
  });

  test('files take precedence over those of packages', async () => {
    const content = Buffer.from('softly').toString('base64');
    const report = await make({ ...greeter(), files: [{ content, to: '/etc/greet.conf', mode: '0600', owner: '7:8' }] });
    expect((await entriesOf(report)).get('/etc/greet.conf')).toMatchObject({ mode: 0o600, uid: 7, gid: 8, content: { size: 6 } });
  });

  test('a file that nobody may read stays one', async () => {
    const report = await make({ files: [{ content: '', to: '/srv/closed', mode: '0000', owner: '0:0' }] });
    expect((await entriesOf(report)).get('/srv/closed')!.mode).toBe(0);
  });

  test('what is known to be wrong is found', async () => {
    const text = (content: string, to: string, mode = '0644') => (
      { content: Buffer.from(content).toString('base64'), to, mode, owner: '0:0' });
    const report = await make({
      files: [
        text('-----BEGIN EC PRIVATE KEY-----\n', '/app/server.pem'), text('ls', '/root/.bash_history'), text('x', '/app/data', '0666'),
        text('a=b', '/app/.env'), text('fine', '/app/index.html'),
      ],
      folders: [{ path: '/app/uploads', mode: '0777', owner: '0:0' }],
    });
    expect(report.platforms[0]!.findings.map(({ path, problem }) => `${path}: ${problem}`).sort()).toEqual([
      '/app/.env: an environment file, which may have secrets', '/app/data: everybody can write it', '/app/server.pem: a private key',
      '/app/uploads: everybody can write it', '/root/.bash_history: a history of commands, which may have secrets',
    ]);
  });

  test('a program for another machine is refused', async () => {
    const path = join(temporary(), 'program');
    writeFileSync(path, elfOf([], { machine: 183 }));
    expect(await refusal({ programs: [{ from: path, to: '/program', mode: '0755', owner: '0:0' }] }))
      .toContain('/program is a program for another kind of machine than linux/amd64');
  });

  test('an image of nothing is refused', async () => {
    expect(await refusal({})).toContain('Nothing is listed for linux/amd64');
  });
});

test('an image for two platforms has what each needs, and an index of both', async () => {
  const count = { content: elfOf([], { machine: 183 }), mode: 0o755 };
  const other = await TestMirror.of([{ name: 'counter', files: { './usr/bin/count': count } }]);
  try {
    const [amd64, arm64] = [mirror, other].map((each) => JSON.parse(readFileSync(each.lockFile(), 'utf8')) as Lock);
    const lockFile = mirror.lockFile({
      mirrors: [...amd64!.mirrors, ...arm64!.mirrors],
      platforms: {
        'linux/amd64': amd64!.platforms['linux/amd64']!,
        'linux/arm64': arm64!.platforms['linux/amd64']!.map((each) => ({ ...each, architecture: 'arm64' })),
      },
    });
    const report = await make({ lockFile, packages: ['counter'], platforms: ['linux/amd64', 'linux/arm64'] });
    const images = await readImages(report.archive);
    expect(images.map(({ platform, entries }) => [platform, entries.some(({ path }) => path === `${LIBRARIES}/libc.so.6`)])).toEqual([
      ['linux/amd64', true], ['linux/arm64', false],
    ]);
    expect(report.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
  } finally {
    other.stop();
  }
});

describe('reproducible to the byte', () => {
  test('the same inputs give the same archive: in another cache and time zone, at another time, from files of another time', async () => {
    const [one, other] = [temporary(), temporary()].map((folder) => join(folder, 'index.html'));
    for (const path of [one!, other!]) writeFileSync(path, 'hello');
    chmodSync(other!, 0o600);
    utimesSync(other!, 1, 1);
    const spec = (from: string) => ({ ...greeter(), files: [{ from, to: '/srv/index.html', mode: '0644', owner: '0:0' }] });
    const first = await make(spec(one!));
    const { TZ } = process.env;
    process.env.TZ = 'Pacific/Kiritimati';
    const mask = process.umask(0o077);
    try {
      const second = await make(spec(other!));
      expect(second.hash).toBe(first.hash);
      expect(readFileSync(second.archive).equals(readFileSync(first.archive))).toBe(true);
      expect([second.spdx, second.cycloneDx]).toEqual([first.spdx, first.cycloneDx]);
    } finally {
      process.umask(mask);
      process.env.TZ = TZ;
    }
  });

  test('another file changes only its own layer', async () => {
    const spec = (content: string) => (
      { ...greeter(), files: [{ content: Buffer.from(content).toString('base64'), to: '/srv/a', mode: '0644', owner: '0:0' }] });
    const [before, after] = [await make(spec('one')), await make(spec('two'))].map(({ platforms: [{ layers }] }) => layers);
    expect(before!.map(({ digest }, index) => digest === after![index]!.digest)).toEqual([true, true, true, true, false]);
  });
});

describe('bills of materials', () => {
  test('list packages with their versions, hashes and names for scanners, and files', async () => {
    const report = await make(greeter());
    const [spdx, cdx] = [JSON.parse(report.spdx), JSON.parse(report.cycloneDx)];
    expect(spdx.packages.map(({ name }: { name: string }) => name)).toEqual(['greeter', 'libc6', 'libgreet1', 'greeter']);
    expect(spdx.packages[1].externalRefs[0].referenceLocator).toBe('pkg:deb/debian/libc6@1.0?arch=amd64&distro=test');
    expect(spdx.files.map(({ fileName }: { fileName: string }) => fileName)).toContain('./etc/passwd');
    expect(cdx.components.map(({ purl }: { purl?: string }) => purl)).toContain('pkg:deb/debian/libc6@1.0?arch=amd64&distro=test');
    expect([cdx.serialNumber, cdx.metadata.timestamp]).toEqual([undefined, undefined]);
  });

  test('their digests are labels of the image', async () => {
    const report = await make({ ...greeter(), config: { User: '1:1', Labels: { mine: 'x' } } });
    const [{ config }] = await readImages(report.archive) as readonly [ReadImage];
    expect(config.Labels).toEqual({
      'dev.berth.sbom.spdx': `sha256:${createHash('sha256').update(report.spdx).digest('hex')}`,
      'dev.berth.sbom.cyclonedx': `sha256:${createHash('sha256').update(report.cycloneDx).digest('hex')}`,
      'dev.berth.packages': 'libc6=1.0 libgreet1=1.0 greeter=1.0',
      'mine': 'x',
    });
  });

  test('an output folder gets the archive and both bills', async () => {
    const folder = join(temporary(), 'out');
    const { code } = await run(greeter(), temporary(), '--output', folder);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'sbom.spdx.json'), 'utf8')).spdxVersion).toBe('SPDX-2.3');
    expect(JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')).specVersion).toBe('1.6');
    expect(await readImages(join(folder, 'image.tar'))).toHaveLength(1);
  });
});

test('a listed file keeps setuid only if it is listed for that, and a link is a link', async () => {
  const own = (mode: string) => [{ content: '', to: '/su', mode, owner: '0:0' }];
  for (const mode of ['4755', '14755']) expect(await refusal({ files: own(mode) })).toContain(`The file /su has the mode "${mode}"`);
  expect((await entriesOf(await make({ files: own('4755'), setuid: ['/su'] }))).get('/su')).toMatchObject({ mode: 0o4755 });
  const files = [...own('0644'), { link: 'su', to: '/a', mode: '0777', owner: '0:0' }];
  expect((await entriesOf(await make({ files }))).get('/a')).toMatchObject({ type: 'link', target: 'su' });
});
