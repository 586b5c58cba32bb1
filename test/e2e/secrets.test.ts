import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { docker } from './engine/docker';
import { PrivateRegistry } from './engine/private-registry';
import { Workspace } from './support/workspace';
import { waitUntil } from '../../dev/machine/wait-until';

/*
 * Terraform's state and saved plans contain secrets by design. These tests search everything else: all output of terraform,
 * and all lines that the provider writes to terraform's log at its most verbose level.
 * The tests for a crash of the provider are in framework/trouble.test.ts.
 * Names (users, hosts, paths) must not contain secrets: the engine quotes them in its errors, and Terraform does not tell
 * a provider which values come from sensitive variables.
 */

const PREFIX = 'e2e-secrets';

/** Turns a word that occurs nowhere else into a secret, with characters that JSON, URLs and shells escape. */
const secret = (word: string) => `${word}"&/+<é>`;
const WORDS = {
  password: 'horsePassword',
  content: 'horseConfigFile',
  key: 'horseKeyMaterial',
  env: 'horseEnvironment',
  text: 'horseUploadText',
  bytes: 'horseUploadBytes',
  label: 'horseLabel',
  argument: 'horseArgument',
  option: 'horseOption',
  auth: 'horseBuildAuth',
  network: 'horseNetwork',
  log: 'horseLogged',
  file: 'horseRootFile',
  change: 'horseImportChange',
  process: 'horseProcessArgument',
};

/** Returns the base64 forms of a word, one for each position that it can have in the encoded text. */
function base64Of(word: string): string[] {
  return [0, 1, 2].map((before) => {
    const sextets = Math.floor((before + word.length) * 8 / 6);
    return Buffer.from(' '.repeat(before) + word).toString('base64').slice(Math.ceil(before * 8 / 6), sextets);
  });
}

/** Returns the secrets that a text contains, in any form. The words have only letters, so every encoding except base64 keeps them. */
function leakedIn(text: string): string[] {
  return Object.values(WORDS).filter((word) => [word, ...base64Of(word)].some((form) => text.includes(form)));
}

const folder = mkdtempSync(join(tmpdir(), 'berth-secrets-'));
const REPORT = join(folder, 'report');
let registry: PrivateRegistry;
let workspace: Workspace | undefined;

const variables = Object.fromEntries(Object.keys(WORDS).map((name) => [name, { type: 'string', sensitive: true }]));
const values = Object.fromEntries(Object.entries(WORDS).map(([name, word]) => [
  `TF_VAR_${name}`, name === 'bytes' ? Buffer.from(secret(word)).toString('base64') : secret(word),
]));

/** Returns a configuration with a secret in every attribute that accepts one, or that people put one into. */
function configuration(more: Record<string, object> = {}): object {
  const attested = { id: '${docker_container.app.id}', ...more.attested };
  return {
    variable: variables,
    provider: {
      docker: {
        registry_auth: [
          { address: registry.host, username: 'robot', password: '${var.password}' },
          {
            address: 'other.example.com',
            config_file_content: '${jsonencode({ auths = { "other.example.com" = { auth = base64encode("robot:${var.content}") } } })}',
          },
        ],
      },
    },
    resource: {
      docker_image: {
        built: {
          name: `${PREFIX}:1`,
          build: [{
            context: join(folder, 'context'),
            build_args: { TOKEN: '${var.argument}' },
            auth_config: [{ host_name: 'build.example.com', user_name: 'robot', password: '${var.auth}' }],
          }],
        },
      },
      docker_image_import: {
        root: { name: `${PREFIX}:3`, root_filesystem: join(folder, 'root'), changes: ['ENV TOKEN=${jsonencode(var.change)}'] },
        ...more.imports,
      },
      docker_tag: { tag: { source_image: '${docker_image.built.image_id}', target_image: `${PREFIX}:2` } },
      docker_volume: {
        data: {
          name: `${PREFIX}-data`,
          driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' },
          labels: [{ label: 'secret', value: '${var.label}' }],
        },
      },
      docker_network: { net: { name: `${PREFIX}-net`, labels: [{ label: 'secret', value: '${var.network}' }] } },
      docker_container: {
        app: {
          name: `${PREFIX}-app`,
          image: '${docker_image.built.image_id}',
          command: ['sh', '-c', 'echo started; exec sleep 1000', '${var.process}'],
          env: ['TOKEN=${var.env}'],
          labels: [{ label: 'secret', value: '${var.label}' }],
          upload: [{ file: '/one', content: '${var.text}' }, { file: '/two', content_base64: '${var.bytes}' }],
          networks_advanced: [{ name: '${docker_network.net.name}' }],
          volumes: [{ volume_name: '${docker_volume.data.name}', container_path: '/data' }],
          ...more.app,
        },
        imported: { name: `${PREFIX}-imported`, image: '${docker_image_import.root.image_id}', command: ['none'], start: false },
      },
      docker_isolation: { app: { directory: REPORT, container: [attested] } },
    },
    data: {
      docker_logs: { app: { name: '${docker_container.app.name}' } },
      docker_network: { net: { name: '${docker_network.net.name}' } },
      docker_image: { built: { name: '${docker_tag.tag.target_image}' } },
      docker_isolation: { app: { container: [attested] } },
    },
  };
}

/** Returns the provider's lines in terraform's log. Terraform's own lines may contain anything, for example its environment. */
function providerLog(): string {
  const file = join(workspace!.folder, 'terraform.log');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.filter((line) => line.includes('provider.terraform-provider-docker')).join('\n');
}

async function start(config: object, env: Record<string, string> = {}): Promise<Workspace> {
  workspace = await Workspace.create(config, { env: { ...values, TF_LOG: 'TRACE', TF_LOG_PATH: 'terraform.log', ...env } });
  return workspace;
}

/** Returns the report files of the attestation. */
function writtenReports(): readonly string[] {
  return existsSync(REPORT) ? readdirSync(REPORT).map((name) => readFileSync(join(REPORT, name), 'utf8')) : [];
}

/** Returns the attestations in the state, because people share them. */
async function storedReports(): Promise<readonly string[]> {
  return Object.entries(await workspace!.state())
    .filter(([address]) => address.includes('docker_isolation'))
    .map(([, stored]) => JSON.stringify(stored));
}

async function cleanUp(): Promise<void> {
  for (const name of ['app', 'imported']) await docker.getContainer(`${PREFIX}-${name}`).remove({ force: true }).catch(() => undefined);
  await docker.getNetwork(`${PREFIX}-net`).remove().catch(() => undefined);
  await docker.getVolume(`${PREFIX}-data`).remove().catch(() => undefined);
  for (const tag of ['1', '2', '3']) await docker.getImage(`${PREFIX}:${tag}`).remove().catch(() => undefined);
}

beforeAll(async () => {
  await cleanUp();
  registry = await PrivateRegistry.start(join(folder, 'registry'), '127.0.0.1');
  writeContext('RUN true');
  mkdirSync(join(folder, 'root'));
  writeFileSync(join(folder, 'root/token'), secret(WORDS.file));
});

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
  rmSync(REPORT, { recursive: true, force: true });
  await cleanUp();
});

afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

function writeContext(last: string): void {
  rmSync(join(folder, 'context'), { recursive: true, force: true });
  mkdirSync(join(folder, 'context'));
  writeFileSync(join(folder, 'context/Dockerfile'), `FROM busybox:latest\nARG TOKEN\n${last}\n`);
}

test('the search finds secrets in every form', () => {
  for (const word of Object.values(WORDS)) {
    const text = `robot:${secret(word)}`;
    const forms = [
      text,
      encodeURIComponent(text),
      JSON.stringify(JSON.stringify(text)),
      Buffer.from(text).toString('base64'),
      Buffer.from(` ${text}`).toString('base64url'),
    ];
    for (const form of forms) {
      expect(leakedIn(form)).toEqual([word]);
    }
  }
});

test.each<Record<string, string>>([
  {}, { TF_LOG: '', TF_LOG_PROVIDER: 'JSON' },
])('the life cycle of every resource and data source shows no secret (%o)', async (env) => {
  const terraform = await start(configuration(), env);
  const outcomes = [
    await terraform.validate(), await terraform.plan(), await terraform.applyLastPlan(), await terraform.plan('-refresh-only'),
  ];
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  const human = [['plan'], ['show'], ['show', 'last.plan']];
  const shown = outcomes.map(({ output }) => output);
  for (const command of human) shown.push(await terraform.terraform(...command));
  const reports = [...writtenReports(), ...await storedReports()];
  // Three files (JSON, text and HTML), and the state of the resource and of the data source.
  expect(reports).toHaveLength(5);
  for (const report of reports) expect(report).toContain('no_new_privileges');
  shown.push(...reports);
  shown.push((await terraform.destroy()).output);
  expect(leakedIn(shown.join('\n'))).toEqual([]);
  expect(providerLog()).not.toBe('');
  expect(leakedIn(providerLog())).toEqual([]);
});

/** The failures, with the error that each reports. */
const FAILURES: Record<string, readonly [RegExp, () => Promise<object>]> = {
  'a container that the engine refuses': [/no-such-program/, async () => configuration({ app: { command: ['no-such-program'] } })],
  'a container that the engine refuses, whose program is a secret': [/executable file not found|no such file/, async () => configuration({
    app: { command: ['${var.process}'] },
  })],
  'a container that prints its secrets and exits': [/shows: \(sensitive value\) \(sensitive value\)/, async () => configuration({
    app: {
      command: ['sh', '-c', 'echo "shows: $0 $TOKEN"; exit 3', '${var.process}'],
      wait: true,
      healthcheck: [{ test: ['CMD', 'false'], start_period: '1m' }],
    },
  })],
  'a container that prints its secret encoded twice, and in lines with a time': [
    /twice: \(sensitive value\)[^]*10:00:01 \(sensitive value\)/, async () => configuration({
      app: {
        command: [
          'sh', '-c', 'echo "twice: $(echo -n "$0" | base64 -w0 | base64 -w0)"; echo -n "$0" | fold -w 10 | sed "s/^/10:00:01 /"; exit 3',
          '${var.process}',
        ],
        wait: true,
        healthcheck: [{ test: ['CMD', 'false'], start_period: '1m' }],
      },
    }),
  ],
  'a container that prints its secret in more lines than the error shows': [
    /The last lines of its output:\n {2}first\n {2}\(sensitive value\)\s+last/, async () => configuration({
      app: {
        command: ['sh', '-c', 'echo first; echo -n "$0" | base64 -w0 | sed "s/./&\\n/g"; echo last; exit 3', '${var.process}'],
        wait: true,
        healthcheck: [{ test: ['CMD', 'false'], start_period: '1m' }],
      },
    }),
  ],
  'a container that prints a password of a URL decoded, in bold': [/\\u\{1b\}\[1mto app:\(sensitive value\)@db/, async () => configuration({
    app: {
      env: ['DATABASE_URL=postgres://app:horse%40url@db'],
      command: ['sh', '-c', 'printf "\\033[1mto %s\\n" "$(echo "$DATABASE_URL" | sed "s/.*app/app/; s/%40/@/")"; exit 3'],
      wait: true,
      healthcheck: [{ test: ['CMD', 'false'], start_period: '1m' }],
    },
  })],
  'a health check that prints its secret': [/is not healthy[^]*checks: \(sensitive value\)/, async () => configuration({
    app: {
      wait: true,
      healthcheck: [{ test: ['CMD', 'sh', '-c', 'echo "checks: $0"; false', '${var.process}'], interval: '100ms', retries: 1 }],
    },
  })],
  'a container that exits': [/exited before it was healthy/, async () => configuration({
    app: {
      command: ['sh', '-c', 'echo failing; exit 3', '${var.process}'],
      wait: true,
      healthcheck: [{ test: ['CMD', 'false'], start_period: '1m' }],
    },
  })],
  'a name that is already taken': [/is taken by another container/, async () => {
    await docker.createContainer({ name: `${PREFIX}-app`, Image: 'busybox:latest' });
    return configuration();
  }],
  'a file that can\'t be uploaded': [/would be hidden|read-only/, async () => configuration({
    app: { tmpfs: { '/one': '' }, read_only: true },
  })],
  'a build that fails': [/false.*returned a non-zero code|build/i, async () => {
    writeContext('RUN false');
    return configuration();
  }],
  'an import that fails': [/tar header|not a complete tar file/, async () => {
    writeFileSync(join(folder, 'garbage'), secret(WORDS.file).repeat(100));
    return configuration({
      imports: {
        garbage: {
          name: `${PREFIX}:4`,
          root_filesystem: join(folder, 'garbage'),
          changes: ['ENV TOKEN=${jsonencode(var.change)}'],
        },
      },
    });
  }],
  'an invalid instruction': [/"TOKEN" can't be applied/, async () => configuration({
    imports: { wrong: { name: `${PREFIX}:4`, root_filesystem: join(folder, 'root'), changes: ['TOKEN=${jsonencode(var.change)}'] } },
  })],
  'a container that violates its policy': [/weaker than wanted/, async () => configuration({
    attested: { isolation_policy: 'none@1 no_new_privileges=required capabilities=none' },
  })],
  'a wrong password': [/pull image/, async () => ({
    variable: variables,
    provider: { docker: { registry_auth: [{ address: registry.host, username: 'robot', password: '${var.password}' }] } },
    resource: { docker_image: { pulled: { name: `${registry.host}/app:1` } } },
  })],
  'an invalid key': [/PEM/, async () => ({
    variable: variables,
    provider: { docker: { host: 'tcp://127.0.0.1:1', ca_material: 'none', cert_material: 'none', key_material: '${var.key}' } },
    resource: { docker_volume: { data: { name: `${PREFIX}-data`, labels: [{ label: 'secret', value: '${var.label}' }] } } },
  })],
  'an invalid registry configuration': [/config_file_content/, async () => ({
    variable: variables,
    provider: { docker: { registry_auth: [{ address: registry.host, config_file_content: '${var.content}' }] } },
    resource: { docker_image: { pulled: { name: `${registry.host}/app:1` } } },
  })],
  'content that is not base64': [/base64/, async () => configuration({
    app: { upload: [{ file: '/two', content_base64: '${var.text}' }] },
  })],
  'duplicate environment variables': [/more than once/, async () => configuration({
    app: { env: ['TOKEN=${var.env}', 'TOKEN=${var.log}'] },
  })],
};

test.each(Object.entries(FAILURES))('the output shows no secret after %s', async (_, [complaint, prepare]) => {
  const terraform = await start(await prepare());
  const applied = await terraform.apply();
  expect(applied.diagnostics.map(({ summary, detail }) => summary + detail).join()).toMatch(complaint);
  const reports = writtenReports();
  const destroyed = await terraform.destroy();
  expect(leakedIn([applied.output, destroyed.output, ...reports].join('\n'))).toEqual([]);
  expect(leakedIn(providerLog())).toEqual([]);
  writeContext('RUN true');
});

/** Returns the files in a zip file, such as a saved plan, as text. */
function zipped(file: string): string[] {
  const zip = readFileSync(file);
  const found: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const header = zip.readUInt32LE(at + 42);
    const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    found.push(String(inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20)))));
  }
  return found;
}

test.each([
  ['a container', {}], ['a container with a read-only root file system', { read_only: true }],
])('a secret file of %s is in no plan, no state and no layer, and is gone with the container', async (_whose, storage) => {
  const secrets = (version: string) => ({
    variable: { text: { type: 'string', sensitive: true, ephemeral: true } },
    resource: {
      docker_container: {
        app: {
          name: `${PREFIX}-app`,
          image: 'busybox:latest',
          command: ['sh', '-c', 'stat -c "%u:%g %a" /run/secrets/token; cat /run/secrets/token'],
          must_run: false,
          network_mode: 'none',
          secret_file: [
            { file: '/run/secrets/token', content_wo: '${var.text}', content_wo_version: version, permissions: '0400', owner: '1000:1001' },
          ],
          ...storage,
        },
      },
    },
  });
  const volumes = async () => (await docker.listVolumes()).Volumes.map(({ Name }) => Name).sort();
  const before = await volumes();
  const terraform = await start(secrets('1'));
  const outcomes = [await terraform.plan(), await terraform.applyLastPlan()];
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  const shown = outcomes.map(({ output }) => output);
  const stored = readFileSync(join(terraform.folder, 'terraform.tfstate'), 'utf8');
  shown.push(stored, await terraform.terraform('show', '-json', 'last.plan'), ...zipped(join(terraform.folder, 'last.plan')));
  for (const text of [stored, zipped(join(terraform.folder, 'last.plan')).join('\n')]) expect(text).toContain('/run/secrets/token');
  expect(leakedIn(shown.join('\n'))).toEqual([]);
  expect(leakedIn(providerLog())).toEqual([]);
  const container = docker.getContainer(`${PREFIX}-app`);
  await waitUntil('the program has ended', async () => !(await container.inspect()).State.Running);
  const output = String(await container.logs({ stdout: true, follow: false }));
  for (const text of ['1000:1001 400', secret(WORDS.text)]) expect(output).toContain(text);

  // The volume of a read-only root file system keeps the file out of the container's own layer, which the engine reports.
  const changes = (await container.changes() as { Path: string }[] | null ?? []).map(({ Path }) => Path);
  expect(changes.includes('/run/secrets/token')).toBe(!('read_only' in storage));
  const inspect = await container.inspect();
  const history = await docker.getImage(inspect.Image).history() as unknown;
  expect(leakedIn(JSON.stringify([inspect, history]))).toEqual([]);

  expect((await terraform.plan()).changes).toEqual([]);
  terraform.configure(secrets('2'));
  expect((await terraform.plan()).changes.map(({ change }) => change.actions)).toEqual([['delete', 'create']]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect([await docker.listContainers({ all: true, filters: { name: [PREFIX] } }), await volumes()]).toEqual([[], before]);
});
