import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { requireAllowedBuild } from '../../../provider/virtual-host/build';
import {
  NO_IMAGE, requireAllowedOrigin, requireAllowedPull, requireAllowedSource, requireFreeName,
} from '../../../provider/virtual-host/image-origin';
import { requireOwnNeighbours } from '../../../provider/virtual-host/neighbours';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { FakeEngine } from '../engine/fake-engine';

const ID = `sha256:${'0'.repeat(64)}`;
const DIGEST = `@sha256:${'1'.repeat(64)}`;
const RULES = { name: 'blue', registries: ['registry.example.com', 'docker.io'] };

let fake: FakeEngine;
let info: object;
let objects: Record<string, object>;

beforeEach(async () => {
  info = {};
  objects = {};
  fake = await new FakeEngine().start();
  fake.answer = ({ url = '' }, response) => {
    const path = decodeURIComponent(url.replace(/^\/v[^/]*/, ''));
    const answer = path === '/info' ? info : objects[path] ?? imageWithId(path);
    if (answer === undefined) response.statusCode = 404;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer ?? { message: 'no such thing' }));
  };
});

/** An engine answers for an image by its id, too. */
function imageWithId(path: string): object | undefined {
  const [, id] = /^\/images\/(sha256:[0-9a-f]+)\/json$/.exec(path) ?? [];
  return id === undefined ? undefined : Object.values(objects).find((each) => 'Id' in each && each.Id === id);
}

afterEach(() => fake.stop());

const problemsOf = async (work: Promise<unknown>) => work.then(() => [], (error: DiagnosticError) => (
  error.diagnostics.map(({ detail = '', path = [] }) => `${path.join('.')}: ${detail}`)));

describe('the origin of an image', () => {
  const image = (name: string, more: object) => { objects[`/images/${name}/json`] = { Id: ID, Config: { Labels: null }, ...more }; };
  const judged = (name: string, rules: object = RULES) => (
    problemsOf(requireAllowedOrigin(fake.connect(), 'Container "blue-web"', name, 'image', rules as never)));

  test.each([
    ['has a digest of an allowed registry', { RepoDigests: [`evil.example/app${DIGEST}`, `registry.example.com/app${DIGEST}`] }],
    ['was made under the rules', { RepoDigests: [], Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'blue' } } }],
    ['is Docker Hub', { RepoDigests: [`nginx${DIGEST}`] }],
  ])('is allowed if it %s', async (_, more) => {
    image(ID, more);
    expect(await judged(ID)).toEqual([]);
  });

  test.each([
    ['only has a tag', { RepoTags: ['registry.example.com/app:1'], RepoDigests: null },
      'comes from no registry, and was not made under the rules of "blue"'],
    ['has the digest of another registry', { RepoDigests: [`evil.example/app${DIGEST}`] }, `comes from evil.example/app${DIGEST}`],
    ['has no digest that can be read', { RepoDigests: ['<none>@<none>'] }, 'comes from no registry'],
    ['was made under other rules', { Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'red' } } }, 'it was made for "red"'],
    ['has a label, but was pulled from elsewhere', {
      RepoDigests: [`evil.example/app${DIGEST}`], Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'blue' } },
    }, 'comes from evil.example'],
  ])('is refused if it %s', async (_, more, problem) => {
    image('registry.example.com/app:1', more);
    expect(await judged('registry.example.com/app:1')).toEqual([expect.stringContaining(problem)]);
  });

  test('is confirmed by the registry where the engine makes up digests from tags', async () => {
    info = { DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] };
    image(ID, { RepoDigests: [`registry.example.com/app${DIGEST}`], Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'blue' } } });
    expect(await judged(ID)).toEqual([
      expect.stringContaining(`comes from a registry that does not confirm it (registry.example.com/app${DIGEST})`),
    ]);
    objects[`/distribution/registry.example.com/app${DIGEST}/json`] = { Descriptor: {} };
    expect(await judged(ID)).toEqual([]);
  });

  test('does not matter without a rule for it, and can\'t be judged before the engine has the image', async () => {
    expect(await judged(ID, { name: 'blue' })).toEqual([]);
    expect(await requireAllowedOrigin(fake.connect(), 'x', ID, 'image', RULES)).toBe(NO_IMAGE);
  });
});

describe('an image of another virtual container host', () => {
  const others = (more: object = {}) => {
    objects['/images/app:1/json'] = { Id: ID, Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'red' } }, RepoDigests: [], ...more };
  };
  const rules = { name: 'blue' } as never;

  test('is not used, and keeps its name, whatever the rules', async () => {
    others();
    expect(await problemsOf(requireAllowedOrigin(fake.connect(), 'x', 'app:1', 'image', rules))).toEqual([
      'image: The virtual container host "blue" may not use the image "app:1": it was made for "red", as its label '
      + '"berth.virtual-host" says. Choose another one.',
    ]);
    expect(await problemsOf(requireFreeName(fake.connect(), 'x', 'app:1', 'name', rules))).toEqual([
      expect.stringContaining('may not take the name "app:1"'),
    ]);
  });

  test('is used only if a registry confirms it with the credentials of the stack, and keeps its name', async () => {
    others({ RepoDigests: [`registry.example.com/app${DIGEST}`] });
    const used = async () => problemsOf(requireAllowedOrigin(fake.connect(), 'x', 'app:1', 'image', rules));
    expect(await used()).toEqual([
      'image: The virtual container host "blue" may not use the image "app:1": it was made for "red", as its label "berth.virtual-host" '
      + `says, and no registry confirms registry.example.com/app${DIGEST} with the credentials of this stack. Set those in `
      + '`registry_auth`, or choose another one.',
    ]);
    objects[`/distribution/registry.example.com/app${DIGEST}/json`] = { Descriptor: {} };
    expect(await used()).toEqual([]);
    expect(await problemsOf(requireFreeName(fake.connect(), 'x', 'app:1', 'name', rules))).toHaveLength(1);
  });

  test('has a digest, which a pull does not move', async () => {
    const name = `registry.example.com/app${DIGEST}`;
    objects[`/images/${name}/json`] = { Id: ID, Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'red' } }, RepoDigests: [name] };
    expect(await problemsOf(requireFreeName(fake.connect(), 'x', name, 'name', rules))).toEqual([]);
  });
});

describe('an image that gets a name', () => {
  const judged = (labels: object | undefined, rules: object = { name: 'blue' }) => {
    const image = { Id: ID, Config: { Labels: labels }, RepoDigests: [] };
    objects[`/images/${ID}/json`] = image;
    return problemsOf(requireAllowedSource(fake.connect(), 'Tag "app:1"', image as never, 'source_image', rules as never));
  };

  test('is of no other virtual container host', async () => {
    expect(await judged(undefined)).toEqual([]);
    expect(await judged({ [VIRTUAL_HOST_LABEL]: 'blue' }, RULES)).toEqual([]);
    for (const owner of ['red', 'blue,red', '']) {
      expect(await judged({ [VIRTUAL_HOST_LABEL]: owner })).toEqual([
        `source_image: The image has the label "berth.virtual-host" with "${owner}", and "blue" may only give a name to images that have `
        + 'its own name there, or that lack the label. Choose one of these.',
      ]);
    }
  });

  test('comes from where the rules allow', async () => {
    expect(await judged({}, RULES)).toEqual([expect.stringContaining('source_image: The image "sha256:000')]);
  });
});

describe('mirrors', () => {
  beforeEach(() => {
    const hub = { Mirrors: ['https://other.example:5000/'] };
    info = { RegistryConfig: { Mirrors: ['http://mirror.example/'], IndexConfigs: { 'docker.io': hub } } };
  });

  const judged = (image: string, registries: readonly string[]) => (
    problemsOf(requireAllowedPull(fake.connect(), 'Image "x"', image, { name: 'blue', registries })));

  test('each mirror of Docker Hub must be allowed', async () => {
    expect(await judged('nginx', ['docker.io'])).toEqual([
      'name: The engine gets images of "docker.io" from the mirror "http://mirror.example/", and the virtual container host "blue" may only '
      + 'use "docker.io". Add "mirror.example:80" to `registries`, or take the mirror out of the `registry-mirrors` of the engine\'s '
      + 'daemon.json.',
      expect.stringContaining('Add "other.example:5000" to `registries`'),
    ]);
    expect(await judged('nginx', ['docker.io', 'mirror.example:80', 'other.example:5000'])).toEqual([]);
  });

  test('they have no images of other registries', async () => {
    expect(await judged('registry.example.com/app', ['registry.example.com'])).toEqual([]);
  });

  test('an id is pulled from none', async () => {
    expect(await judged(ID, ['registry.example.com'])).toEqual([]);
  });

  test('an image of Docker Hub that is on the engine came by them', async () => {
    objects[`/images/${ID}/json`] = { Id: ID, RepoDigests: [`nginx${DIGEST}`] };
    expect(await problemsOf(requireAllowedOrigin(fake.connect(), 'x', ID, 'image', RULES))).toHaveLength(2);
  });
});

describe('a build', () => {
  const judged = (dockerfile: string | undefined, more: object = {}, rules: object = RULES) => (
    problemsOf(requireAllowedBuild(fake.connect(), 'Image "x"', { dockerfile, args: {}, cacheFrom: [], ...more }, rules as never)));

  test('no image that it uses has a trigger that sets a label of the provider', async () => {
    const app = '/images/registry.example.com/app/json';
    const config = { Id: ID, RepoDigests: [`registry.example.com/app${DIGEST}`] };
    objects[app] = { ...config, Config: { OnBuild: ['RUN true', 'LABEL a=b'] } };
    expect(await judged('FROM registry.example.com/app')).toEqual([]);
    objects[app] = { ...config, Config: { OnBuild: ['RUN true', 'label "berth.virtual-host"=red'] } };
    expect(await judged('FROM registry.example.com/app')).toEqual([expect.stringContaining(
      'build: It would run the trigger "label \\"berth.virtual-host\\"=red" of "registry.example.com/app" (FROM in line 1). Line 2 sets')]);
  });

  test.each([
    ['COPY --from=bad.example/red-app:1 /secret /s', 'The image "bad.example/red-app:1" is from the registry'],
    ['ADD http://127.0.0.1:5000/v2/ /s', 'Line 2 adds something other than a plain path of the context'],
    ['RUN --mount=type=bind,from=evil.example/x,target=/x cp /x/y /', 'The image "evil.example/x" is from the registry "evil.example"'],
    ['RUN true\nCOPY --from=red-app:1 / /', 'It has several lines.'],
  ])('no image that it uses has the trigger %j', async (trigger, problem) => {
    objects['/images/registry.example.com/app/json'] = {
      Id: ID, RepoDigests: [`registry.example.com/app${DIGEST}`], Config: { OnBuild: ['COPY . /app', trigger] },
    };
    expect(await judged('FROM registry.example.com/app')).toEqual([expect.stringContaining(problem)]);
  });

  test('the engine builds from what was judged, whatever has its name by then', async () => {
    objects['/images/registry.example.com/app/json'] = { Id: ID, RepoDigests: [`registry.example.com/app${DIGEST}`] };
    const dockerfile = 'ARG BASE=registry.example.com/app\nFROM $BASE AS one\nFROM one\nFROM registry.example.com/other';
    const source = { dockerfile, args: {}, cacheFrom: [] };
    const build = (pulls: boolean) => requireAllowedBuild(fake.connect(), 'Image "x"', source, RULES, pulls);
    expect(await build(false)).toBe(`ARG BASE=registry.example.com/app\nFROM ${ID} AS one\nFROM one\nFROM registry.example.com/other`);
    expect(await build(true)).toBe(dockerfile);
  });

  test('the engine gets no image for another platform under a name that others use', async () => {
    const problem = 'build: The engine is for linux/amd64, and would pull "registry.example.com/app" for "linux/arm64".';
    const arm = { platform: 'linux/arm64' };
    objects['/version'] = { Os: 'linux', Arch: 'amd64', ApiVersion: '1.41', Version: '20.10.24' };
    expect(await judged('FROM registry.example.com/app', arm)).toEqual([expect.stringContaining(problem)]);
    expect(await judged('FROM --platform=linux/arm64 registry.example.com/app')).toEqual([expect.stringContaining(problem)]);
    expect(await judged('ARG P=linux/arm64\nFROM --platform=$P registry.example.com/app')).toHaveLength(1);
    expect(await judged('FROM scratch\nCOPY --from=registry.example.com/app / /', arm)).toEqual([expect.stringContaining(problem)]);
    expect(await judged('FROM --platform=linux/amd64 registry.example.com/app', arm)).toEqual([]);
    expect(await judged(`FROM registry.example.com/app${DIGEST}`, arm)).toEqual([]);
    expect(await judged('FROM registry.example.com/blue-app', arm)).toEqual([]);
    objects['/images/registry.example.com/app/json'] = { Id: ID, RepoDigests: [`registry.example.com/app${DIGEST}`] };
    expect(await judged('FROM registry.example.com/app', arm)).toEqual([]);
  });

  test('each image that it uses is judged, those of its cache, too', async () => {
    expect(await judged('FROM registry.example.com/app', {}, RULES)).toEqual([]);
    expect(await judged('FROM scratch', {}, { name: 'blue', registries: [] })).toEqual([]);
    expect(await judged(`FROM ${ID}`, {}, { name: 'blue', registries: [], require_digests: true })).toEqual([]);
    expect(await judged('FROM evil.example/app', { cacheFrom: ['bad.example/cache'] })).toEqual([
      expect.stringContaining('build: FROM in line 1: The image "evil.example/app" is from the registry "evil.example"'),
      expect.stringContaining('build: `cache_from`: The image "bad.example/cache"'),
    ]);
    expect(await judged('FROM registry.example.com/app', {}, { ...RULES, require_digests: true })).toEqual([
      expect.stringContaining('has no digest'),
    ]);
  });

  test('an image that the engine has is judged by its origin', async () => {
    objects['/images/registry.example.com/app/json'] = { Id: ID, RepoDigests: [`evil.example/app${DIGEST}`] };
    expect(await judged('FROM registry.example.com/app')).toEqual([expect.stringContaining('comes from evil.example')]);
  });

  test('a Dockerfile that can\'t be read is refused', async () => {
    expect(await judged(undefined)).toEqual([expect.stringContaining('build: The engine fetches it, or a symbolic link leads to it.')]);
    expect(await judged('FROM $X')).toEqual([expect.stringContaining('whose value is not known')]);
    expect(await judged('FROM :x')).toEqual([expect.stringContaining('":x" (FROM in line 1) is no name of an image.')]);
    // Without a rule for images, too: an engine fetches from the network of the machine.
    expect(await judged(undefined, {}, { name: 'blue' })).toHaveLength(1);
    expect(await judged('FROM one', {}, { name: 'blue' })).toEqual([]);
  });
});

describe('neighbours', () => {
  const labels = (value: string) => ({ Labels: { [VIRTUAL_HOST_LABEL]: value } });
  const container = (more: object) => ({
    Id: 'c', Name: '/c', Image: ID, State: { Running: true }, HostConfig: {}, NetworkSettings: {}, ...more,
  });
  const judged = (attributes: object) => (
    problemsOf(requireOwnNeighbours(fake.connect(), 'Container "blue-web"', attributes as never, { name: 'blue' })));

  beforeEach(() => {
    objects = {
      '/networks/blue-net': { Id: '1', Name: 'blue-net', Driver: 'bridge', ...labels('blue') },
      '/networks/shared': { Id: '2', Name: 'shared', Driver: 'bridge', ...labels('red,blue') },
      '/networks/red-net': { Id: '3', Name: 'red-net', Driver: 'bridge', ...labels('red') },
      '/volumes/blue-data': { Name: 'blue-data', Driver: 'local', ...labels('blue') },
      '/volumes/data': { Name: 'data', Driver: 'local', Labels: null },
      '/containers/blue-db/json': container({ Config: labels('blue') }),
      '/containers/red-db/json': container({ Config: labels('red') }),
    };
  });

  test('of the same virtual container host are allowed, and those without a name', async () => {
    expect(await judged({
      network_mode: 'blue-net',
      networks_advanced: [{ name: 'shared' }],
      pid_mode: 'container:blue-db',
      ipc_mode: 'private',
      mounts: [{ type: 'volume', source: 'blue-data' }, { type: 'volume', source: null }, { type: 'bind', source: '/srv' }],
      volumes: [
        { volume_name: 'blue-data' }, { host_path: '/srv', volume_name: '' }, { from_container: 'blue-db' }, { container_path: '/x' },
      ],
    })).toEqual([]);
    expect(await judged({ network_mode: 'none' })).toEqual([]);
    expect(await judged({ network_mode: 'container:blue-db' })).toEqual([]);
  });

  test.each([
    [{ networks_advanced: [{ name: 'red-net' }] }, 'networks_advanced: The network "red-net" is of "red".'],
    [{ network_mode: 'gone' }, 'network_mode: The engine has no network "gone".'],
    [{ network_mode: 'none', volumes: [{ volume_name: 'data' }] }, 'volumes: The volume "data" is of no virtual container host.'],
    [{ network_mode: 'none', mounts: [{ type: 'volume', source: 'new' }] },
      'mounts: The engine has no volume "new", and would make it without a rule.'],
    [{ network_mode: 'none', pid_mode: 'container:red-db' }, 'pid_mode: The container "red-db" is of "red".'],
    [{ network_mode: 'container:red-db' }, 'network_mode: The container "red-db" is of "red".'],
    [{ network_mode: 'none', volumes: [{ from_container: 'red-db' }] }, 'volumes: The container "red-db" is of "red".'],
  ])('others are refused: %j', async (attributes, problem) => {
    expect(await judged(attributes)).toEqual([expect.stringContaining(problem)]);
  });
});
