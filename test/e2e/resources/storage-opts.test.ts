import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Config, Managed, refused } from './managed';
import { PlainEngine } from './plain-engine';
import { DiskInFile } from '../support/disk-in-file';

const NAME = 'e2e-storage-opts';

/** A container that writes 40 MiB to its root file system and exits, with its output stored. */
const writer = (more: Config): Config => ({
  name: NAME,
  image: 'busybox:latest',
  command: ['dd', 'if=/dev/zero', 'of=/file', 'bs=1M', 'count=40'],
  network_mode: 'none',
  must_run: false,
  attach: true,
  logs: true,
  ...more,
});

describe('on an engine whose storage supports quotas', () => {
  let disk: DiskInFile;
  let engine: PlainEngine;
  let one: Managed;

  beforeAll(async () => {
    disk = await DiskInFile.create('btrfs');
    const folder = join(disk.path, 'engine');
    mkdirSync(folder);
    engine = await PlainEngine.start(folder, ['--storage-driver', 'btrfs']);
  });

  beforeEach(() => {
    one = new Managed('docker_container', engine.address);
  });

  afterEach(() => one.destroy());

  afterAll(async () => {
    await engine?.remove();
    await disk?.remove();
  });

  test('a size limits what can be written, and another size, or none, replaces the container', async () => {
    const bounded = writer({ storage_opts: { size: '20M' } });
    await one.apply(bounded);
    expect(one.values).toMatchObject({
      storage_opts: { size: '20M' }, exit_code: 1, container_logs: expect.stringMatching(/quota exceeded|no space left/i),
    });
    expect(await one.plan(bounded)).toEqual({ action: 'none', changed: [] });
    expect((await engine.docker.getContainer(NAME).inspect()).HostConfig.StorageOpt).toEqual({ size: '20M' });

    expect(await one.apply(writer({ storage_opts: { size: '60M' } }))).toEqual({ action: 'replace', changed: ['storage_opts'] });
    expect(one.values).toMatchObject({ storage_opts: { size: '60M' }, exit_code: 0 });
    await one.apply(bounded);
    expect(await one.apply(writer({}))).toEqual({ action: 'replace', changed: ['storage_opts'] });
    expect(one.values).toMatchObject({ exit_code: 0 });
    expect(await one.plan(writer({}))).toEqual({ action: 'none', changed: [] });
  });

  test('a size is imported', async () => {
    await engine.docker.createContainer({
      name: NAME, Image: 'busybox:latest', Cmd: ['true'], HostConfig: { NetworkMode: 'none', StorageOpt: { size: '20M' } },
    });
    await one.import(NAME);
    const sized = (size: string) => ({
      name: NAME, image: 'busybox:latest', command: ['true'], network_mode: 'none', start: false, storage_opts: { size },
    });
    for (const spelling of [
      '20M', '20m', '20mb', '20 MiB', '20480k', '20971520',
    ]) expect(await one.plan(sized(spelling))).toEqual({ action: 'none', changed: [] });
    expect(await one.plan(sized('30M'))).toEqual({ action: 'replace', changed: ['storage_opts'] });
  });

  test('refuses an invalid size with the message of the engine', async () => {
    const { diagnostics } = await refused(one.apply(writer({ storage_opts: { size: 'much' } })));
    expect(diagnostics).toMatchObject([{ summary: expect.stringContaining('invalid size: \'much\'') }]);
    expect(one.state).toBeNull();
  });
});

test('refuses a size in the plan if the engine reports storage without quotas, and says what to do', async () => {
  const one = new Managed('docker_container');
  const { diagnostics } = await refused(one.plan(writer({ storage_opts: { size: '20M' } })));
  expect(diagnostics).toMatchObject([{
    path: ['storage_opts'],
    summary: 'The engine can\'t limit what a container writes to 20M',
    detail: expect.stringMatching(/^Its storage driver is overlay2 on \w+, which has no limits\. Remove `size` from `storage_opts`/),
  }]);
  expect(one.state).toBeNull();
});
