import { rmSync } from 'node:fs';
import type Docker from 'dockerode';
import { canInstall, install } from './debian';
import { reachesDockerHub } from './docker-hub';
import { findEngine } from './engine/find';
import { provideGvisor } from './engine/gvisor';
import { otherEngines } from './engine/neighbours';
import { OwnEngine } from './engine/own';
import { Registry } from './registry';
import { which } from './run';
import { say, SetupError } from './say';
import { State } from './state';

/** The engine that is used where nothing names another. Other addresses were set by somebody, who wants that engine and no other. */
const USUAL_ADDRESS = 'unix:///var/run/docker.sock';

/** An engine that answers, and what is needed to use it. */
export interface Engine {
  readonly docker: Docker;
  /** As `DOCKER_HOST` takes it. */
  readonly address: string;
  /** Whether the set-up has started it, in this run or an earlier one. */
  readonly isOwn: boolean;
  /** Leads Terraform to it. Where it was found, the environment does already. */
  readonly environment: { readonly DOCKER_HOST?: string };
  /** The registry that it asks before Docker Hub, where Docker Hub is out of reach of an engine of the set-up's own. */
  readonly mirror?: Registry;
}

export interface EngineOptions {
  /** Use an engine of the set-up's own even where one is found. @default false */
  readonly own?: boolean;
}

/** The Docker Engine that the environment leads to; where there is none, one of the set-up's own. */
export async function provideEngine(state: State, options: EngineOptions = {}): Promise<Engine> {
  const own = new OwnEngine(state);
  const found = options.own ? undefined : await lookFor(own);
  if (found !== undefined) return found;

  if (!own.running) {
    const installed = await prepare(own, options);
    if (installed !== undefined) return installed;
  }
  await provideGvisor();
  const mirror = await reachesDockerHub() ? undefined : new Registry(state);
  await mirror?.start();
  say.step(own.running ? 'Using the Docker Engine that an earlier run started.' : 'Starting a Docker Engine of our own …');
  await own.start(mirror?.address);
  say.detail(`It answers at ${own.address}, and all that it keeps is in ${state.folder}.`);
  return { docker: own.client, address: own.address, isOwn: true, environment: { DOCKER_HOST: own.address }, mirror };
}

/** Stops what the set-up has started, and removes all that it has kept, apart from a cache that is kept elsewhere. */
export async function removeEngine(state: State): Promise<void> {
  await new OwnEngine(state).remove();
  await new Registry(state).stop();
  rmSync(state.folder, { recursive: true, force: true });
}

async function lookFor(own: OwnEngine): Promise<Engine | undefined> {
  const { engine, address, origin } = await findEngine();
  if (engine === undefined) {
    if (address === USUAL_ADDRESS) return undefined;
    throw new SetupError(
      `No Docker Engine answers at ${address}`,
      `The address comes from ${origin}. Start that engine, or unset this, and an engine is looked for at ${USUAL_ADDRESS}.`,
    );
  }
  // Our own is found like any other where DOCKER_HOST leads to it, and needs its mirror all the same.
  if (address === own.address) return undefined;
  const { ServerVersion } = await engine.info() as { ServerVersion: string };
  say.step(`Using the Docker Engine ${ServerVersion} at ${address}, which ${origin} leads to.`);
  return { docker: engine, address, isOwn: false, environment: {} };
}

/**
 * Makes sure that an engine can be started here. Returns one where installing it has started it: the package does so on
 * machines with an init system.
 */
async function prepare(own: OwnEngine, options: EngineOptions): Promise<Engine | undefined> {
  const others = otherEngines();
  if (others.length > 0) {
    throw new SetupError(
      `Another Docker Engine runs on this machine: process ${others.join(', ')}`,
      'A second one would take over its firewall rules, and with them its published ports and the walls between its networks. Set DOCKER_HOST to the address of the one that runs, or stop it.',
    );
  }
  if (process.getuid?.() !== 0) throw new SetupError('There is no Docker Engine that answers, and starting one takes root', howToGetAnEngine());
  if (which('dockerd') !== undefined && which('ip') !== undefined) return undefined;
  if (!canInstall()) throw new SetupError('There is no Docker Engine that answers, and none that could be started', howToGetAnEngine());
  await install(['docker.io', 'iproute2'], 'the Docker Engine, which runs the containers');
  return options.own ? undefined : lookFor(own);
}

function howToGetAnEngine(): string {
  return `Any of these will do:
  macOS             start Docker Desktop, or: brew install colima docker && colima start
  Debian, Ubuntu    run this command as root (sudo), and it installs and starts one of its own;
                    or: sudo apt-get install docker.io
  anything else     https://docs.docker.com/engine/install/
An engine elsewhere: set DOCKER_HOST to its address, such as ssh://user@machine or tcp://machine:2376.`;
}
