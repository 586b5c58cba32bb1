import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import Docker from 'dockerode';
import { median, run, sideBySide } from './measure';
import { Table } from './report';
import { provideEngine } from '../dev/engine/provide-engine';
import { ImageName } from '../dev/images/image-names';
import { provideImages } from '../dev/images/provide-images';
import { BaseImage, Container, ContainerHost, MinimalImageOptions, Port } from '../src';
import { MinimalImageReport } from '../src/shared/minimal-image';
import { specOf } from '../test/cli/image/spec';
import { AppliedStack } from '../test/e2e/constructs/stack';
import { TEST_STATE } from '../test/e2e/support/engine';

const ROUNDS = 3;
const CLONES = 200;
const NAME = 'bench-minimal';
const BERTH = join(__dirname, '..', 'dist', 'cli', 'berth.cjs');

const NGINX = 'daemon off; pid /tmp/nginx.pid; events {} http { server { listen 80; root /srv; } access_log off;'
  + ' client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c; uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e; }';

/** The programs as minimal images, and as images that Debian's package manager fills. */
const PROGRAMS: Readonly<Record<string, { readonly other: ImageName; readonly options: Omit<MinimalImageOptions, 'lockFile'> }>> = {
  nginx: {
    other: 'nginx:1.22',
    options: {
      packages: ['nginx', 'nginx-common'],
      files: [{ path: '/etc/nginx/nginx.conf', content: NGINX }, { path: '/srv/index.html', content: 'hello' }],
      command: ['/usr/sbin/nginx', '-e', '/dev/stderr'],
    },
  },
  redis: {
    other: 'redis:7.0',
    options: { packages: ['redis-server', 'redis-tools'], command: ['/usr/bin/redis-server', '--save', '', '--dir', '/tmp'] },
  },
  node: {
    other: 'node:18-slim',
    options: {
      packages: ['nodejs', 'node-acorn', 'node-busboy', 'node-cjs-module-lexer', 'node-undici', 'node-xtend'], command: ['/usr/bin/node'],
    },
  },
  PostgreSQL: {
    other: 'postgres:15',
    options: {
      packages: ['postgresql-15', 'postgresql-client-15'],
      exclude: ['/usr/lib/postgresql/15/lib/{bitcode/**,llvmjit*}'],
      command: ['/usr/lib/postgresql/15/bin/postgres'],
    },
  },
  Python: {
    other: 'python:3.11-slim',
    options: {
      packages: ['python3.11-minimal', 'libpython3.11-minimal', 'libpython3.11-stdlib'], command: ['/usr/bin/python3.11'],
    },
  },
};

/** Measures minimal images beside images that have a whole Debian. */
export async function minimalImages(): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-'));
  const lockFile = join(folder, 'debian.lock.json');
  try {
    await run(process.execPath, [BERTH, 'image', 'lock', lockFile, 'nginx', 'redis-server', 'nodejs', 'postgresql-15', 'python3.11']);
    await provideImages(await provideEngine(TEST_STATE), TEST_STATE, Object.values(PROGRAMS).map(({ other }) => other));
    for (const { other } of Object.values(PROGRAMS)) await run('docker', ['pull', other]);
    return [await sizes(folder, lockFile), await firstAnswer(folder, lockFile), await clones(folder, lockFile)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Size, number of files, and the time to make an image. */
async function sizes(folder: string, lockFile: string): Promise<Table> {
  const docker = new Docker();
  const rows: string[][] = [];
  for (const [name, { other, options }] of Object.entries(PROGRAMS)) {
    const [cache, spec] = [join(folder, `cache-${name}`), join(folder, `${name}.json`)];
    const make = async (change = '') => {
      writeFileSync(spec, describe(options, lockFile, change));
      const made = await run(process.execPath, [BERTH, 'image', 'make', '--json', spec], { env: { BERTH_CACHE: cache } });
      return { seconds: made.seconds, report: JSON.parse(made.stdout) as MinimalImageReport };
    };
    const cold = await make();
    for (const kind of ['unpacked', 'layers', 'images']) rmSync(join(cache, kind), { recursive: true });
    const downloaded = await make();
    const unchanged = median((await Promise.all([1, 2, 3].map(() => make()))).map(({ seconds }) => seconds));
    const changed = await make('another');
    const { Size: size } = await docker.getImage(other).inspect();
    const [{ size: own, files }] = cold.report.platforms;
    rows.push([
      name, mebibytes(own), mebibytes(size), `${files}`, `${await filesOf(other)}`,
      ...[cold, downloaded].map(({ seconds }) => seconds.toFixed(1)), unchanged.toFixed(2), changed.seconds.toFixed(2),
    ]);
  }
  return {
    title: 'Minimal images, and images with a whole Debian',
    columns: [
      'program', 'minimal, MiB', 'with Debian, MiB', 'files', 'with Debian, files', 'made with downloads, s',
      'made from downloaded packages, s', 'unchanged, s', 'one file changed, s',
    ],
    rows,
    note: 'Sizes without compression. The images with Debian are those of the examples: what debootstrap (minbase, bookworm) and apt-get '
      + 'install, without caches and documentation of apt. Published elsewhere: the smallest image of distroless, without a C library, has '
      + '2 MiB, and debian 124 MiB (README of GoogleContainerTools/distroless); cgr.dev/chainguard/static, by apko, has about '
      + '2 MB, without a C library (edu.chainguard.dev); ko puts one static program on the latter. None of them publishes nginx, redis '
      + 'or Node from Debian\'s packages.',
  };
}

/** The time from `terraform apply` until nginx answers. */
async function firstAnswer(folder: string, lockFile: string): Promise<Table> {
  const { nginx } = PROGRAMS;
  const saved = join(folder, 'nginx.tar');
  await run('docker', ['save', '--output', saved, nginx!.other]);
  const contenders = {
    'minimal': () => BaseImage.minimal({ ...nginx!.options, lockFile }),
    'with Debian': () => BaseImage.fromArchive(saved),
  };
  const timed = Object.entries(contenders).map(([name, image]) => [name, () => answered(image)] as const);
  const runs = await sideBySide(ROUNDS, Object.fromEntries(timed));
  return {
    title: `From apply to the first answer of nginx (median of ${ROUNDS}), in seconds`,
    columns: ['image', 'seconds', 'fastest', 'slowest'],
    rows: Object.entries(runs).map(([name, all]) => (
      [name, ...[median(all), Math.min(...all), Math.max(...all)].map((seconds) => seconds.toFixed(1))])),
    note: 'The apply loads the image from an archive into an engine that does not have it, makes a network, and starts the container. '
      + 'Both wait 2 seconds to see whether the container goes on running (`must_run_for`), during which it may answer.',
  };
}

async function answered(image: () => BaseImage): Promise<number> {
  const stack = new AppliedStack(NAME);
  let web: Container | undefined;
  stack.synthesize((within: TerraformStack) => {
    web = ContainerHost.fromEnvironment(within, 'host').addContainer('web', { image: image(), name: NAME });
    web.connections.allowFromHost(Port.tcp(80), 28_080);
  });
  await stack.initialize();
  try {
    const begin = performance.now();
    const applied = stack.apply();
    let answer: number | undefined;
    while (answer === undefined) {
      const isThere = await fetch('http://127.0.0.1:28080/').then((response) => response.ok, () => false);
      if (isThere) answer = performance.now() - begin;
      else await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    await applied;
    return answer / 1000;
  } finally {
    await stack.destroy();
    await run('sh', ['-c', 'docker images --quiet "berth/*" | xargs --no-run-if-empty docker rmi --force']);
  }
}

/** What 200 clones of one image share. */
async function clones(folder: string, lockFile: string): Promise<Table> {
  const output = join(folder, 'redis');
  const spec = join(folder, 'redis-clones.json');
  mkdirSync(output);
  writeFileSync(spec, describe(PROGRAMS.redis!.options, lockFile));
  const { stdout } = await run(process.execPath, [BERTH, 'image', 'make', '--json', '--output', output, spec]);
  const { platforms: [{ id }] } = JSON.parse(stdout) as MinimalImageReport;
  await run('docker', ['load', '--input', join(output, 'image.tar')]);
  const command = ['redis-server', '--save', '', '--dir', '/tmp'];
  const rows: string[][] = [];
  for (const [name, image] of [['minimal', id], ['with Debian', PROGRAMS.redis!.other]] as const) {
    rows.push([name, ...await costs(image, command)]);
  }
  await run('docker', ['rmi', '--force', id]);
  return {
    title: `${CLONES} clones of redis`,
    columns: ['image', 'shared on disk, MiB', 'own on disk, KiB each', 'proportional memory (PSS), MiB each', 'memory that is shared, MiB'],
    rows,
    note: 'Memory from /proc/PID/smaps_rollup of each process of redis: its proportional share (PSS), and the pages that several processes '
      + 'map, counted once.',
  };
}

async function costs(image: string, command: readonly string[]): Promise<string[]> {
  const docker = new Docker();
  const names = Array.from({ length: CLONES }, (_, index) => `berth-bench-clone-${index}`);
  try {
    for (const name of names) {
      const tmpfs = { '/tmp': 'mode=1777' };
      const container = await docker.createContainer({
        name,
        Image: image,
        Entrypoint: [],
        Cmd: [...command],
        User: '65532:65532',
        HostConfig: { NetworkMode: 'none', ReadonlyRootfs: true, Tmpfs: tmpfs },
      });
      await container.start();
    }
    const pids = await Promise.all(names.map(async (name) => (await docker.getContainer(name).inspect()).State.Pid));
    const { stdout } = await run('sh', ['-c', `cat ${pids.map((pid) => `/proc/${pid}/smaps_rollup`).join(' ')}`]);
    const sum = (field: string) => [...stdout.matchAll(new RegExp(`^${field}:\\s+(\\d+)`, 'gm'))]
      .reduce((total, [, kib]) => total + Number(kib), 0);
    const listed = await docker.listContainers({ filters: { name: ['berth-bench-clone-'] }, size: true } as object);
    const own = listed.reduce((total, each) => total + ((each as { SizeRw?: number }).SizeRw ?? 0), 0);
    const { Size: shared } = await docker.getImage(image).inspect();
    const sharedPages = (sum('Shared_Clean') + sum('Shared_Dirty')) / CLONES / 1024;
    return [mebibytes(shared), (own / CLONES / 1024).toFixed(1), (sum('Pss') / CLONES / 1024).toFixed(1), sharedPages.toFixed(1)];
  } finally {
    for (const name of names) await docker.getContainer(name).remove({ force: true, v: true }).catch(() => undefined);
  }
}

function describe({ packages, files = [], exclude = [], command }: Omit<MinimalImageOptions, 'lockFile'>, lockFile: string, change = '') {
  const all = [...files, ...change === '' ? [] : [{ path: '/srv/change', content: change }]];
  return JSON.stringify(specOf({
    lockFile,
    packages: packages!,
    exclude,
    files: all.map(({ path, content = '' }) => (
      { to: path, content: Buffer.from(content).toString('base64'), mode: '0644', owner: '0:0' })),
    config: { User: '65532:65532', Cmd: command! },
  }));
}

/** Counts the files of an image, links included. */
async function filesOf(image: string): Promise<number> {
  const count = `id=$(docker create ${image} true) && docker export $id | tar --list --verbose | grep -vc ^d; docker rm $id >/dev/null`;
  const { stdout } = await run('sh', ['-c', count]);
  return Number(stdout.trim());
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
