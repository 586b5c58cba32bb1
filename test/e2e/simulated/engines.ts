import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { SimulatedEngine } from '../../../dev/simulated-engine/simulated-engine';
import { Image } from '../../../dev/simulated-engine/state/images';
import { docker as real, SOCKET } from '../engine/docker';
import { BUSYBOX } from '../support/busybox';

export const KINDS = ['real', 'simulated'] as const;
export type Kind = typeof KINDS[number];

/** An engine that a suite runs on. */
export interface TestedEngine {
  readonly docker: Docker;
  readonly address: string;
}

/** What suites on both engines need, made before all tests of a file. */
export interface TestedEngines extends Record<Kind, TestedEngine> {
  /** The simulated engine itself. */
  readonly simulation: SimulatedEngine;
}

/**
 * Starts a simulated engine with the image of the real one for the tests of a file.
 *
 * @param named everything whose name starts with this is removed after each test
 */
export function onBothEngines(named: string): TestedEngines {
  const engines: Partial<Record<Kind, TestedEngine>> & { simulation?: SimulatedEngine } = {
    real: { docker: real, address: `unix://${SOCKET}` },
  };
  const folder = mkdtempSync(join(tmpdir(), 'berth-simulated-'));
  beforeAll(async () => {
    const image = await real.getImage(BUSYBOX).inspect() as unknown as Image;
    const socketPath = join(folder, 'engine.sock');
    engines.simulation = await SimulatedEngine.start({ socket: socketPath, images: [image], name: hostname() });
    engines.simulated = { docker: new Docker({ socketPath, host: undefined } as never), address: engines.simulation.address };
    await removeAll(real, named);
  });
  afterEach(async () => {
    for (const kind of KINDS) await removeAll(engines[kind]!.docker, named);
  });
  afterAll(async () => {
    await engines.simulation?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return engines as TestedEngines;
}

async function removeAll(docker: Docker, named: string): Promise<void> {
  const containers = await docker.listContainers({ all: true, filters: { name: [`^/${named}`] } });
  await Promise.all(containers.map(({ Id: id }) => docker.getContainer(id).remove({ force: true, v: true })));
  const networks = await docker.listNetworks({ filters: { name: [`^${named}`] } });
  await Promise.all(networks.map(({ Id: id }) => docker.getNetwork(id).remove()));
  const { Volumes: volumes } = await docker.listVolumes({ filters: { name: [named] } });
  await Promise.all(volumes.map(({ Name: name }) => docker.getVolume(name).remove()));
}

/** Returns the status and the message with which an engine refuses a request. */
export async function refusal(request: Promise<unknown>): Promise<readonly [status: number, message: string | undefined]> {
  try {
    await request;
  } catch (error) {
    const { statusCode, json } = error as { statusCode: number; json?: { message?: string } };
    return [statusCode, json?.message];
  }
  throw new Error('The engine did not refuse the request');
}
