import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, transpile } from 'typescript';
import { mainOf } from './readme-blocks';

/*
 * Typical mistakes on a new user's path: each changes the README's `main.ts`, as far as its last addition. The script runs without a
 * check of its types, as plain JavaScript does. What the user reads is asserted whole. Mistakes that only an engine can find are in
 * test/e2e/mistakes.test.ts.
 */

/** What a mistake does to `main.ts`. */
type Mistake = (main: string) => string;

const replacing = (from: string, to: string): Mistake => (main) => {
  expect(main).toContain(from);
  return main.replace(from, () => to);
};

const adding = (...lines: string[]): Mistake => replacing('app.synth();', [...lines, 'app.synth();'].join('\n'));

const addingContainer = (options: string): Mistake =>
  adding(`host.addContainer('other', { image: BaseImage.fromRegistry('nginx:1.22'), ${options} });`);

/** A mistake, and the error or else the warning that a synthesis reports. */
type Row = readonly [what: string, mistake: Mistake, reported: string];

const AN_IMAGE = 'a value of the type BaseImage: BaseImage.fromArchive(path), BaseImage.fromDockerfile(folder), '
  + 'BaseImage.fromRegistry(reference), BaseImage.fromRootFilesystem(path), BaseImage.minimal(options)';

const MISTAKES: readonly Row[] = [
  [
    'two containers with one name', addingContainer("name: 'store-host-redis'"),
    '[store/host] The container name "store-host-redis" is used 2 times: store/host/redis, store/host/other. '
    + 'Give each a `name` of its own.',
  ],
  [
    'a port of the host that is published twice', addingContainer('ports: [{ containerPort: 80, hostPort: 8080 }]'),
    '[store/host] Host port 8080/tcp is published more than once: store/host/web (127.0.0.1:8080 to 80), store/host/other '
    + '(127.0.0.1:8080 to 80). Give each a `hostPort` or `hostIp` of its own, or leave `hostPort` out to let the engine choose.',
  ],
  [
    'a port that does not exist', replacing('hostPort: 8080', 'hostPort: 80800'),
    '[store/host/web] A host port must be a whole number from 1 to 65535; given: 80800.',
  ],
  [
    'an image name in upper case', replacing("'nginx:1.22'", "'Nginx:1.22'"),
    '"Nginx:1.22" is not an image reference: write [registry[:port]/]name[:tag][@sha256:digest], with the name in lower case, '
    + 'as in "nginx:1.27".',
  ],
  [
    'too little memory', replacing('Size.mebibytes(64)', 'Size.mebibytes(1)'),
    '[store/host/worker-1] The memory limit must be at least 6 MiB, the engine\'s minimum; given: 1 MiB.',
  ],
  [
    'a size as text', addingContainer("memory: '512m'"),
    '[store/host/other] The prop `memory` takes a value of the type Size: Size.bytes(amount), Size.gibibytes(amount), '
    + 'Size.kibibytes(amount), Size.mebibytes(amount); given: "512m".',
  ],
  [
    'an image as text', replacing("BaseImage.fromRegistry('nginx:1.22')", "'nginx:1.22'"),
    `[store/host/web] The prop \`image\` takes ${AN_IMAGE}; given: "nginx:1.22".`,
  ],
  ['no image', adding("host.addContainer('other', {});"), `[store/host/other] The prop \`image\` is missing. It takes ${AN_IMAGE}.`],
  [
    'a command as text', addingContainer("command: 'sleep 1'"),
    '[store/host/other] The prop `command` takes a list, each of it a string; given: "sleep 1".',
  ],
  [
    'a number in the environment', addingContainer('environment: { PORT: 80 }'),
    '[store/host/other] The prop `environment.PORT` takes a string; given: a value of the type number.',
  ],
  [
    'a duration as a number', addingContainer('stopGracePeriod: 10'),
    '[store/host/other] The prop `stopGracePeriod` takes a value of the type Duration: Duration.days(amount), Duration.hours(amount), '
    + 'Duration.millis(amount), Duration.minutes(amount), Duration.seconds(amount); given: 10.',
  ],
  [
    'a port as a number', addingContainer('ports: [80]'),
    '[store/host/other] The prop `ports[0]` takes an object with the props of PortMapping; given: 80.',
  ],
  [
    'a folder of the host that is not shared', addingContainer("mounts: [Mount.bind('/srv/site', '/site')]"),
    '[store/host/other] The host does not share "/srv/site" for writing, so no container may mount it (CIS Docker Benchmark 5.6; '
    + 'Pod Security Standards, "HostPath Volumes"). The host shares no folder. Use a volume, or declare the folder on the host: '
    + 'sharedFolders: [{ path: \'/srv/site\', readOnly: false }], or add Exemption.of(Control.HOST_PATHS, \'the reason\') to `exemptions`.',
  ],
  [
    'a relative path of the host', addingContainer("mounts: [Mount.bind('./site', '/site')]"),
    '[store/host/other] The host path of a mount must be an absolute path; given: "./site". Begin it with "/".',
  ],
  [
    'the socket of the engine', addingContainer("mounts: [Mount.bind('/var/run/docker.sock', '/var/run/docker.sock')]"),
    '[store/host/other] A mount of "/var/run/docker.sock" gives the container the engine\'s socket (/run/docker.sock), and with it the '
    + 'whole machine (CIS Docker Benchmark 5.32). Mount a folder that does not contain the socket, or add '
    + 'Exemption.of(Control.ENGINE_SOCKET, \'the reason\') to `exemptions`.',
  ],
  [
    'a privileged container', addingContainer('privileged: true'),
    '[store/host/other] Privileged mode: the policy requires denied, but the value is allowed (CIS Docker Benchmark 5.5; Pod Security '
    + 'Standards, "Privileged Containers"). Remove `privileged`, or add Exemption.of(Control.PRIVILEGED, \'the reason\') to `exemptions`.',
  ],
  [
    'RESTRICTED without a user', replacing("  user: '65532:65532',\n", ''),
    '[store/host/monitor] User: the policy requires non-root, but the value is any (CIS Docker Benchmark 4.1; Pod Security Standards, '
    + '"Running as Non-root"). Set `user` to the number of a user other than root that the image is made for, such as "1000:1000" for node '
    + 'or "101:101" for nginx (docs/guides/restricted-images.md has what common images need), or add '
    + 'Exemption.of(Control.USER, \'the reason\') to `exemptions`.',
  ],
  [
    'no exemption from the policy', replacing(
      "exemptions: [Exemption.of(Control.PID_NAMESPACE, 'it counts the processes of the host')],", ''),
    '[store/host/monitor] Process namespace: the policy requires private, but the value is host (CIS Docker Benchmark 5.16; Pod Security '
    + 'Standards, "Host Namespaces"). Remove `pidMode`, or add Exemption.of(Control.PID_NAMESPACE, \'the reason\') to `exemptions`.',
  ],
  [
    'a policy that comes after containers', adding('IsolationPolicy.RESTRICTED.enforce(stack);'),
    '[store] A policy must be enforced before the first container is added; "store/host/redis" exists already. '
    + 'Move the call of enforce() above it.',
  ],
  [
    'a network of another host', addingContainer(
      "networks: [ContainerHost.fromSsh(stack, 'far', { hostname: 'far' }).addNetwork('net')]"),
    '[store/host/other] The network store/far/net is on the host store/far, but this container is on store/host. '
    + 'Create one on store/host and use that instead.',
  ],
  [
    'a connection to itself', adding('web.connections.allowTo(web, Port.tcp(80));'),
    '[store/host/web] A container can always reach itself. Remove the connection, or connect to another container.',
  ],
  [
    'isolate() for a container with connections', adding('web.connections.isolate();'),
    '[store/host/web] The container can\'t be isolated, since it has the network store/host/Connections/host--web, the network '
    + 'store/host/Connections/host--redis+host--web, the port 80/tcp. Leave them out, or remove isolate().',
  ],
  [
    'a Dockerfile that does not exist', adding("host.addImage(BaseImage.fromDockerfile('.'));"),
    'There is no "Dockerfile" in the folder ".". Set the option `dockerfile` to the path of the Dockerfile in that folder.',
  ],
];

describe('a new user reads what is wrong, where, and what to do, after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-mistakes-'));
  const before = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterEach(() => rmSync('cdktf.out', { recursive: true, force: true }));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  test.each(MISTAKES)('%s', (_what, mistake, reported) => {
    expect(reportedBy(mistake(mainOf(Infinity)))).toEqual([reported]);
  });

  test('no mistake: nothing', () => {
    expect(reportedBy(mainOf(Infinity))).toEqual([]);
  });
});

/** Synthesizes a `main.ts`, and returns its errors, or else its warnings. */
function reportedBy(main: string): string[] {
  const load = (name: string): unknown => jest.requireActual(name === 'cdktf-berth' ? '../src' : name);
  try {
    new Function('require', 'exports', transpile(main, { module: ModuleKind.CommonJS }))(load, {});
  } catch (error) {
    const { message } = error as Error;
    const validations = message.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('['));
    return message.startsWith('Validation failed') ? validations : [message];
  }
  return warnings();
}

function warnings(): string[] {
  expect(existsSync('cdktf.out/manifest.json')).toBe(true);
  const { stacks } = JSON.parse(readFileSync('cdktf.out/manifest.json', 'utf8')) as {
    stacks: { store: { annotations: { constructPath: string; level: string; message: string }[] } };
  };
  return stacks.store.annotations.filter(({ level }) => level === '@cdktf/warn')
    .map(({ constructPath, message }) => `[${constructPath}] ${message}`);
}
