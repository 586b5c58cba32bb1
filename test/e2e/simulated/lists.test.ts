import Docker from 'dockerode';
import { KINDS, onBothEngines, refusal } from './engines';
import { normalized } from './normalized';
import { imageNamed } from '../../../dev/simulated-engine/state/images';

/** What an engine reports of an image. Of a container, it reports no names of an image. */
interface Named {
  readonly Id: string;
  readonly RepoTags?: readonly string[];
}

const NAME = 'e2e-same-list';
const engines = onBothEngines(NAME);

describe.each(KINDS)('%s engine', (kind) => {
  /** Makes four containers: one that runs, one that is paused, one that has ended, and one that was never started. */
  const makeAll = async () => {
    const { docker } = engines[kind];
    const make = (name: string, Labels: Record<string, string>, Cmd = ['sleep', '1000']) => (
      docker.createContainer({ name: `${NAME}-${name}`, Image: 'busybox:latest', Cmd, Labels, HostConfig: { Binds: [`${NAME}:/data`] } }));
    const running = await make('running', { set: 'a', index: '0' });
    await running.start();
    const paused = await make('paused', { set: 'a', index: '1' });
    await paused.start();
    await paused.pause();
    const ended = await make('ended', { set: 'b' }, ['sh', '-c', 'exit 3']);
    await ended.start();
    await ended.wait();
    const made = await make('made', {});
    return { running, paused, ended, made };
  };
  const names = async (options: object) => {
    const found = await engines[kind].docker.listContainers(options);
    return found.map(({ Names: [name] }) => name!).filter((name) => name.includes(NAME)).map((name) => name.slice(NAME.length + 2));
  };

  test('containers are filtered, the newest first', async () => {
    const { running, ended } = await makeAll();
    const by = (filters: object, all = true) => names({ all, filters });
    expect(await names({})).toEqual(['paused', 'running']);
    expect(await names({ all: true })).toEqual(['made', 'ended', 'paused', 'running']);
    expect(await by({ label: ['set'] })).toEqual(['ended', 'paused', 'running']);
    expect(await by({ label: ['set=a'] })).toEqual(['paused', 'running']);
    expect(await by({ label: ['set=a', 'index=0'] })).toEqual(['running']);
    expect(await by({ label: ['set=c'] })).toEqual([]);
    expect(await by({ label: ['set'] }, false)).toEqual(['paused', 'running']);
    expect(await by({ name: [`^${NAME}-made$`] })).toEqual(['made']);
    expect(await by({ name: [`^/${NAME}-made$`] })).toEqual(['made']);
    expect(await by({ name: [`${NAME}-m`, `${NAME}-e`] })).toEqual(['made', 'ended']);
    expect(await by({ id: [running.id] })).toEqual(['running']);
    expect(await by({ id: [running.id.slice(0, 12)] })).toEqual(['running']);
    for (const [status, name] of [['running', 'running'], ['paused', 'paused'], ['exited', 'ended'], ['created', 'made']] as const) {
      expect(await by({ status: [status] }, false)).toEqual([name]);
    }
    expect(await by({ exited: ['3'] })).toEqual(['ended']);
    expect(await by({ exited: ['0'] })).toEqual([]);
    expect(await by({ volume: [NAME] })).toEqual(['made', 'ended', 'paused', 'running']);
    expect(await by({ network: ['bridge'] })).toEqual(['made', 'ended', 'paused', 'running']);
    expect(await by({ network: ['host'] })).toEqual([]);
    expect(await by({ ancestor: ['busybox'], status: ['paused'] })).toEqual(['paused']);
    expect(await by({ since: [ended.id] })).toEqual(['made']);
    expect(await by({ before: [ended.id] })).toEqual(['paused', 'running']);
    expect(await by({ health: ['none'] })).toEqual(['made', 'ended', 'paused', 'running']);
    expect(await by({ health: ['healthy'] })).toEqual([]);
    expect(await names({ limit: 2 })).toEqual(['made', 'ended']);
    expect(await refusal(by({ status: ['x'] }))).toEqual([400, 'Invalid filter \'status=x\'']);
    expect(await refusal(by({ x: ['x'] }))).toEqual([400, 'Invalid filter \'x\'']);
  });

  test('a volume is created, listed and removed', async () => {
    const { docker } = engines[kind];
    await docker.createVolume({ Name: NAME, Labels: { a: 'b' } });
    await docker.createVolume({ Name: NAME });
    const reported = { Name: NAME, Driver: 'local', Labels: { a: 'b' }, Options: null, Scope: 'local' };
    expect(await docker.getVolume(NAME).inspect()).toMatchObject(reported);
    expect((await docker.listVolumes({ filters: { label: ['a=b'] } })).Volumes).toMatchObject([reported]);
    expect((await docker.listVolumes({ filters: { name: [NAME], label: ['a=c'] } })).Volumes).toEqual([]);
    const created = (options: Docker.VolumeCreateOptions) => refusal(docker.createVolume(options));
    expect(await created({ Name: 'x$' })).toEqual([400, 'create x$: "x$" includes invalid characters for a local volume name, only '
      + '"[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path']);
    await docker.getVolume(NAME).remove();
    expect(await refusal(docker.getVolume(NAME).inspect())).toEqual([404, `get ${NAME}: no such volume`]);
    expect(await refusal(docker.getVolume(NAME).remove())).toEqual([404, `get ${NAME}: no such volume`]);
  });

  test('an image is found by its names and its id', async () => {
    const { docker } = engines[kind];
    const { Id: id } = await docker.getImage('busybox:latest').inspect();
    for (const name of ['busybox', 'docker.io/library/busybox:latest', id, id.slice(7, 19)]) {
      expect((await docker.getImage(name).inspect()).Id).toBe(id);
    }
    expect(await refusal(docker.getImage('e2e/none').inspect())).toEqual([404, 'no such image: e2e/none: No such image: e2e/none:latest']);
    expect(await refusal(docker.getImage('Big').inspect()))
      .toEqual([400, 'no such image: Big: invalid reference format: repository name must be lowercase']);
    const found = async (filters: Readonly<Record<string, string[]>>) => (
      (await docker.listImages({ filters })).some(({ Id }) => Id === id));
    expect(await found({ reference: ['busybox'] })).toBe(true);
    expect(await found({ reference: ['busybox:*'] })).toBe(true);
    expect(await found({ reference: ['busybo'] })).toBe(false);
    expect(await found({ dangling: ['true'] })).toBe(false);
    expect(await found({ label: ['x'] })).toBe(false);
  });
});

test('both engines report the same image, and what takes space on their disks', async () => {
  const seen = await Promise.all(KINDS.map(async (kind) => {
    const { docker } = engines[kind];
    const container = await docker.createContainer({ name: NAME, Image: 'busybox:latest', Cmd: ['sleep', '1'], HostConfig: {} });
    const { Images: images, Containers: containers } = await docker.df() as Record<string, Named[]>;
    return normalized({
      image: withOneName(await docker.getImage('busybox:latest').inspect()),
      listed: (await docker.listImages({ filters: { reference: ['busybox:latest'] } })).map(withOneName),
      counted: images!.filter(({ RepoTags: tags }) => tags?.includes('busybox:latest'))
        .map((each) => withOneName({ ...each, SharedSize: 0 })),
      containers: containers!.filter(({ Id: id }) => id === container.id),
    }, [container.id]);
  }));
  expect(seen[1]).toEqual(seen[0]);
});

test('an image that is made up has what a real one has', async () => {
  const real = await engines.real.docker.getImage('busybox:latest').inspect();
  const { Config: madeUp, ...rest } = imageNamed('busybox:latest');
  expect(madeUp).toEqual(real.Config);
  expect(Object.keys(rest)).toEqual(expect.arrayContaining(['RepoTags', 'Architecture', 'Os', 'RootFS']));
});

test('both engines answer alike to who they are', async () => {
  const [real, simulated] = await Promise.all(KINDS.map(async (kind) => {
    const { docker } = engines[kind];
    const [version, info] = await Promise.all([docker.version(), docker.info() as Promise<Record<string, unknown>>]);
    return { version, info, ping: String(await docker.ping()) };
  }));
  expect(simulated!.ping).toBe(real!.ping);
  expect(Object.keys(real!.version)).toEqual(expect.arrayContaining(Object.keys(simulated!.version)));
  expect(Object.keys(real!.info)).toEqual(expect.arrayContaining(Object.keys(simulated!.info)));
  const { modem } = engines.simulated.docker as unknown as { modem: { version?: string } };
  modem.version = 'v1.99';
  try {
    expect(await refusal(engines.simulated.docker.version()))
      .toEqual([400, 'client version 1.99 is too new. Maximum supported API version is 1.41']);
  } finally {
    delete modem.version;
  }
});

/** Leaves out the names that other suites gave to this image of their engine. */
function withOneName<T extends Named>(image: T): T {
  return { ...image, RepoTags: image.RepoTags?.filter((name) => name === 'busybox:latest') };
}
