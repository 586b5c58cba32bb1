import { text } from 'node:stream/consumers';
import { Managed, refusal } from './managed';
import { containerPerTest } from './managed-per-test';
import { plainContainer, shell } from './plain-container';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';

const PREFIX = 'e2e-lifecycle';
const plain = plainContainer(`${PREFIX}-one`);

let container: Managed;

containerPerTest(PREFIX, (made) => { container = made; });

const own = () => docker.getContainer(container.id);
const names = async () => (await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).flatMap(({ Names }) => Names).sort();

describe('a creation that fails', () => {
  test('keeps a container that exits right after its start, and reports its last log lines', async () => {
    const message = await refusal(container.apply({ ...plain, command: ['no-such-program'] }));
    expect(message).toMatch(/no-such-program/);
    expect(await names()).toEqual([`/${PREFIX}-one`]);
    expect(container.id).toBeTruthy();
  });

  const exiting = { ...plain, must_run_for: undefined, command: shell('echo no database; exit 3') };
  const isExpected = '`must_run` (`mustRun` of a construct) to false, or `attach = true` to wait until it exits.';
  const exitMessage = (more: string) => `undefined Container "${PREFIX}-one" exited within 2 s of its start, with exit code 3\n`
    + 'The last lines of its output:\n  no database\n\n'
    + `Fix the problem that the output shows, and apply again. If the container is expected to exit, set ${isExpected}${more}`;

  test.each([
    ['once', {}, ''],
    ['again and again', { restart: 'on-failure' }, ' If it only works after the engine has restarted it (`restart = "on-failure"`), '
      + 'set `must_run_for` (`mustRunFor` of a construct) to 0.'],
  ])('reports a container that exits %s in its first seconds, and keeps it', async (_, more, advice) => {
    const message = await refusal(container.apply({ ...exiting, ...more }));
    expect(message.replace(/(^  no database\n)+/m, '  no database\n')).toBe(exitMessage(advice));
    expect(await names()).toEqual([`/${PREFIX}-one`]);
  });

  test('does not report a container that runs, or may exit', async () => {
    await container.apply({ ...plain, must_run_for: 1 });
    await container.destroy();
    await container.apply({ ...exiting, must_run: false });
  });

  test('keeps the container if its port is taken', async () => {
    const other = new Managed('docker_container');
    await other.apply({ ...plain, name: `${PREFIX}-two`, ports: [{ internal: 80, external: 21490 }] });
    try {
      expect(await refusal(container.apply({ ...plain, ports: [{ internal: 80, external: 21490 }] }))).toMatch(/21490/);
      expect(container.id).toBe((await docker.getContainer(`${PREFIX}-one`).inspect()).Id);
    } finally {
      await other.destroy();
    }
  });

  test('creates and changes nothing if the name is taken', async () => {
    const other = await docker.createContainer({ name: `${PREFIX}-one`, Image: 'busybox:latest', Cmd: ['sleep', '100000'] });
    await other.start();
    const message = await refusal(container.apply(plain));
    expect(message).toContain(`The name "${PREFIX}-one" is taken by another container`);
    expect(message).toContain('terraform import');
    expect(message).toContain('`create_before_destroy`');
    expect(container.state).toBeNull();
    expect((await other.inspect()).State.Running).toBe(true);
  });

  test('creates nothing if the image does not exist', async () => {
    const message = await refusal(container.apply({ ...plain, image: 'no-such-image:ever' }));
    expect(message).toContain('The engine has no image "no-such-image:ever"');
    expect(container.state).toBeNull();
    expect(await names()).toEqual([]);
  });

  test('finds the container, and creates no second one, if the connection broke after the engine created it', async () => {
    const proxy = await EngineProxy.start();
    proxy.loseOnce(/^POST \/containers\/create/);
    try {
      container = new Managed('docker_container', proxy.address);
      await container.apply({ ...plain, memory: 64, env: ['A=1'] });
      expect(proxy.lost).toBe(1);
      expect(await names()).toEqual([`/${PREFIX}-one`]);
      expect((await own().inspect()).State.Running).toBe(true);
      await container.destroy();
    } finally {
      proxy.stop();
    }
  });

  test('leaves nothing behind if the network does not exist', async () => {
    expect(await refusal(container.apply({ ...plain, networks_advanced: [{ name: `${PREFIX}-nowhere` }] }))).toContain(`${PREFIX}-nowhere`);
    await container.destroy();
    expect(await names()).toEqual([]);
  });
});

async function inContainer(line: string): Promise<string> {
  const exec = await own().exec({ Cmd: shell(`(${line}) 2>&1`), AttachStdout: true, Tty: true });
  return (await text(await exec.start({ Tty: true }))).replaceAll('\r', '');
}

describe('files under a read-only root file system', () => {
  const image = 'e2e-files-of-lifecycle:latest';
  const volumes = async () => (await docker.listVolumes()).Volumes.map(({ Name }) => Name).sort();
  const config = {
    ...plain,
    image,
    read_only: true,
    user: '65534:65534',
    upload_change: 'upload',
    tmpfs: { '/etc/nested/scratch': '' },
    upload: [
      { file: '/etc/app.conf', content: 'a secret' }, { file: '/etc/nested/b.conf', content: 'b' },
      { file: '/new/folder/c.sh', content: 'echo c', permissions: '0755' }, { file: '/var/data/d.conf', content: 'd' },
    ],
  };

  beforeAll(async () => {
    // Most images have /var/run as a link to /run.
    const from = await docker.createContainer({ Image: 'busybox:latest', Cmd: shell('mkdir -p /run /var; ln -s ../run /var/run') });
    await from.start();
    await from.wait();
    await from.commit({ repo: image.split(':')[0], tag: 'latest', changes: 'VOLUME /var/data' });
    await from.remove();
  });
  afterAll(() => docker.getImage(image).remove());

  test('do not stay when the container is removed without its own anonymous volumes, or the error says which ones do', async () => {
    const before = await volumes();
    const keeping = { ...config, remove_volumes: false };
    await container.apply(keeping);
    await container.destroy();
    const [kept, ...others] = (await volumes()).filter((name) => !before.includes(name));
    expect(others).toEqual([]);
    // Its own is the one that the image declares. The provider may have put a file into it, as into any volume of the user.
    await docker.getVolume(kept!).remove();

    await container.apply(keeping);
    const { Mounts: mounts } = await docker.getContainer(container.id).inspect();
    const joining = await docker.createContainer({ Image: image, Cmd: ['true'], HostConfig: { VolumesFrom: [container.id] } });
    const carried = mounts.filter(({ RW: writable, Type: type }) => type === 'volume' && !writable).map(({ Name: name }) => name!);
    expect(carried).toHaveLength(2);
    await expect(container.destroy()).rejects.toThrow(/stay on the engine/);
    await joining.remove({ v: true });
    await Promise.all((await volumes()).filter((name) => !before.includes(name)).map((name) => docker.getVolume(name).remove()));
  });

  test('do not stay when a job is removed at its end without its own anonymous volumes', async () => {
    const before = await volumes();
    await container.apply({ ...config, image: 'busybox:latest', command: ['true'], attach: true, rm: true, remove_volumes: false });
    expect(await names()).toEqual([]);
    expect(await volumes()).toEqual(before);
  });

  test('are there before the start, beside those of the image, in no layer, and nobody can change them', async () => {
    const before = await volumes();
    await container.apply(config);
    expect(await inContainer('cat /etc/app.conf /etc/nested/b.conf; head -1 /etc/passwd; /new/folder/c.sh; cat /var/data/d.conf')).toBe(
      'a secretbroot:x:0:0:root:/root:/bin/sh\nc\nd');
    const touched = ['/etc/app.conf', '/etc/other', '/new/folder/other', '/other'];
    expect(await inContainer(`touch ${touched.join(' ')}; touch /etc/nested/scratch/other && echo yes`)).toBe(
      `${touched.map((file) => `touch: ${file}: Read-only file system\n`).join('')}yes\n`);
    const exec = await own().exec({ Cmd: ['touch', '/var/data/other'], User: '0', AttachStdout: true, Tty: true });
    expect(await text(await exec.start({ Tty: true }))).toBe('');
    expect(await own().changes()).not.toContainEqual(expect.objectContaining({ Path: '/etc/app.conf' }));
    expect(await names()).toEqual([`/${PREFIX}-one`]);
    expect((await volumes()).length).toBe(before.length + 3);
    expect(await container.plan(config)).toEqual({ action: 'none', changed: [] });
    await container.destroy();
    expect(await volumes()).toEqual(before);
  });

  test('are changed while the container runs, and replace it if they need another folder', async () => {
    const before = await volumes();
    await container.apply(config);
    const { id } = container;
    const [, ...rest] = config.upload;
    const changed = [{ file: '/etc/app.conf', content: 'another' }, ...rest.slice(0, 2), { file: '/var/data/d.conf', content: 'e' }];
    await container.apply({ ...config, upload: changed });
    expect(container.id).toBe(id);
    expect(await inContainer('cat /etc/app.conf /var/data/d.conf')).toBe('anothere');
    expect(await names()).toEqual([`/${PREFIX}-one`]);
    expect((await container.plan({ ...config, upload: [...changed, { file: '/srv/f', content: '' }] })).action).toBe('replace');
    await container.destroy();
    expect(await volumes()).toEqual(before);
  });

  test('are in a folder to which a link of the image leads', async () => {
    const before = await volumes();
    const linked = (content: string) => ({ ...config, upload: [{ file: '/var/run/secrets/token', content }] });
    await container.apply(linked('one'));
    const { id } = container;
    expect(await inContainer('cat /var/run/secrets/token; readlink -f /var/run/secrets/token')).toBe('one/run/secrets/token\n');
    await container.apply(linked('two'));
    expect(container.id).toBe(id);
    expect(await inContainer('cat /run/secrets/token')).toBe('two');
    expect(await names()).toEqual([`/${PREFIX}-one`]);
    await container.destroy();
    expect(await volumes()).toEqual(before);
  });

  test('leave nothing behind if the creation fails', async () => {
    const before = await volumes();
    expect(await refusal(container.apply({ ...config, upload: [{ file: '/etc/passwd/x', content: '' }] }))).toContain('/etc/passwd');
    expect(await refusal(container.apply({ ...config, storage_opts: { nonsense: '1' } }))).toContain('Unknown option nonsense');
    expect([await names(), await volumes()]).toEqual([[], before]);
  });

  test('are not imported as volumes', async () => {
    await container.apply(config);
    const imported = new Managed('docker_container');
    await imported.import(container.id);
    expect(imported.values).toMatchObject({ volumes: [], mounts: [] });
  });
});

describe('a changed file', () => {
  const upload = (content: string) => [{ file: '/etc/one', content }];
  const reader = { ...plain, stop_timeout: 0, command: shell('cp /etc/one /started; exec sleep 100000') };

  test.each([
    [undefined, 'replace', 'twotwo'], ['restart', 'update', 'twotwo'], ['upload', 'update', 'onetwo'],
  ])('with `upload_change = %s`: plans to %s the container, whose process then has read and sees %s', async (mode, action, content) => {
    const config = { ...reader, ...(mode && { upload_change: mode }) };
    await container.apply({ ...config, upload: upload('one') });
    await waitUntil('it has read the file', async () => (await inContainer('cat /started /etc/one')) === 'oneone');
    const { id } = container;
    expect((await container.apply({ ...config, upload: upload('two') })).action).toBe(action);
    expect(container.id === id).toBe(action === 'update');
    await waitUntil('it has read the file', async () => (await inContainer('cat /started /etc/one')) === content);
    expect(await container.plan({ ...config, upload: upload('two') })).toEqual({ action: 'none', changed: [] });
  });

  const checked = {
    ...reader,
    upload_change: 'upload',
    wait: true,
    command: shell('while sleep 0.5; do grep -q bad /etc/one || cp /etc/one /in-force; done'),
    healthcheck: [{ test: ['CMD', 'cmp', '/etc/one', '/in-force'], interval: '500ms', retries: 4 }],
  };

  test('that is only uploaded is in force after the apply, if Terraform waits for health', async () => {
    await container.apply({ ...checked, upload: upload('one') });
    await container.apply({ ...checked, upload: upload('two') });
    expect(await inContainer('cat /in-force')).toBe('two');
  });

  test('that the program refuses fails the apply, and is replaced by the next one, also by what was there before', async () => {
    await container.apply({ ...checked, upload: upload('one') });
    const { id } = container;
    expect(await refusal(container.apply({ ...checked, upload: upload('bad') }))).toContain(`Container "${PREFIX}-one" is not healthy`);
    expect(await refusal(container.apply({ ...checked, upload: upload('bad') }))).toContain(`Container "${PREFIX}-one" is not healthy`);
    expect(await inContainer('cat /etc/one /in-force')).toBe('badone');
    expect((await container.apply({ ...checked, upload: upload('one') })).action).toBe('update');
    expect(await inContainer('cat /etc/one')).toBe('one');
    expect(await container.plan({ ...checked, upload: upload('one') })).toEqual({ action: 'none', changed: [] });
    expect(container.id).toBe(id);
  });

  test('does not start a container that is stopped', async () => {
    const config = { ...reader, must_run: false, upload_change: 'restart' };
    await container.apply({ ...config, upload: upload('one') });
    await own().kill();
    await container.apply({ ...config, upload: upload('two') });
    expect((await own().inspect()).State.Running).toBe(false);
  });
});

describe('removal', () => {
  test('gives the program its grace period', async () => {
    await container.apply({
      ...plain,
      destroy_grace_seconds: 30,
      command: shell('trap "echo bye > /out/bye; exit 0" TERM; while :; do sleep 0.1; done'),
      volumes: [{ volume_name: `${PREFIX}-out`, container_path: '/out' }],
    });
    try {
      await container.destroy();
      const reader = await docker.createContainer({
        name: `${PREFIX}-reader`,
        Image: 'busybox:latest',
        Cmd: ['cat', '/out/bye'],
        Tty: true,
        HostConfig: { Binds: [`${PREFIX}-out:/out`] },
      });
      await reader.start();
      await reader.wait();
      expect(String(await reader.logs({ stdout: true, follow: false }))).toContain('bye');
      await reader.remove();
    } finally {
      await docker.getVolume(`${PREFIX}-out`).remove();
    }
  });

  test('also stops a paused container gracefully', async () => {
    await container.apply({ ...plain, destroy_grace_seconds: 1 });
    await own().pause();
    await container.destroy();
    expect(await names()).toEqual([]);
  });

  test('of a container that the engine removes on stop ends once the container is gone', async () => {
    await container.apply({ ...plain, rm: true, destroy_grace_seconds: 1 });
    await container.destroy();
    expect(await names()).toEqual([]);
  });

  test('of a container that is already gone succeeds', async () => {
    await container.apply(plain);
    await own().remove({ force: true });
    await container.destroy();
    expect(container.state).toBeNull();
  });

  test('removes anonymous volumes, and keeps them if configured to', async () => {
    const volumes = async () => (await docker.listVolumes()).Volumes.length;
    const before = await volumes();
    await container.apply({ ...plain, volumes: [{ container_path: '/own' }] });
    await container.destroy();
    expect(await volumes()).toBe(before);
    await container.apply({ ...plain, volumes: [{ container_path: '/own' }], remove_volumes: false });
    const { Mounts: [mount] } = await own().inspect();
    await container.destroy();
    await docker.getVolume(mount!.Name!).remove();
  });
});

describe('an update that fails', () => {
  test('stores the changes that succeeded in the state', async () => {
    const other = await docker.createContainer({ name: `${PREFIX}-two`, Image: 'busybox:latest' });
    await container.apply({ ...plain, memory: 64 });
    await container.apply({ ...plain, memory: 128, name: `${PREFIX}-two` }).catch(() => undefined);
    expect(container.values).toMatchObject({ name: `${PREFIX}-one`, memory: 64 });
    await other.remove();
    await container.apply({ ...plain, memory: 128, name: `${PREFIX}-two` });
    expect(await names()).toEqual([`/${PREFIX}-two`]);
  });
});
