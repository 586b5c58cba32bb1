import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BLUE, BLUE_LABELS, leftByQuotas, rules } from './blue';
import { docker } from '../engine/docker';
import { Managed } from '../resources/managed';

/** Before an engine starts a container, it reads its users from this file. From a pipe, it reads until somebody has written to it. */
const USERS = '/etc/passwd';

const PIPE = `[ -p ${USERS} ] || { rm ${USERS} && mkfifo ${USERS}; }`;

/** Has the engine start a container of another tenant for as long as some work takes: its program has made a pipe. */
async function whileOtherStarts(work: () => Promise<void>): Promise<void> {
  const other = await docker.createContainer({
    Image: 'busybox:latest', Cmd: ['sh', '-c', PIPE], HostConfig: { NetworkMode: 'none' }, Labels: { 'berth.virtual-host': 'vch-red' },
  });
  await other.start();
  await other.wait();
  const { GraphDriver: { Data: data } } = await other.inspect();
  const { MergedDir: root } = data as unknown as { readonly MergedDir: string };
  let isStarting = true;
  const started = other.start().finally(() => { isStarting = false; });
  try {
    await work();
  } finally {
    // The engine, and the runtime, read to the end of the file.
    for (; isStarting; await sleep(50)) letReadersEnd(join(root, USERS));
    await started;
    await other.remove({ force: true });
  }
}

/** Opens and closes a pipe for writing, if somebody reads from it. */
function letReadersEnd(pipe: string): void {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY + constants.O_NONBLOCK));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
  }
}

test('a container of another tenant that starts without an end holds up neither pools nor quotas', async () => {
  const pool = new Managed('docker_resource_pool');
  const volume = new Managed('docker_volume');
  await whileOtherStarts(async () => {
    await pool.apply({ name: BLUE, memory: 64 });
    await volume.apply({ name: `${BLUE}-data`, labels: BLUE_LABELS, virtual_host: rules({ max_volumes: 1 }) });
    await pool.apply({ name: BLUE, memory: 64, suspended: true });
    expect(pool.values).toMatchObject({ suspended: true, summary: 'suspended' });
    await pool.destroy();
    await volume.destroy();
  });
  expect(await leftByQuotas()).toEqual([]);
}, 100_000);
