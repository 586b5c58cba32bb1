import { rmSync } from 'node:fs';
import Docker from 'dockerode';
import { findEngine } from './find-engine';
import { provideGvisor } from './gvisor';
import { OwnEngine } from './own-engine';
import { runningEngines } from './running-engines';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';
import { canInstall, install } from '../machine/debian-packages';
import { StateFolder } from '../machine/state-folder';
import { which } from '../machine/which';
import { reachesDockerHub } from '../registry/docker-hub';
import { Registry } from '../registry/registry';

/** The address that is used if nothing is configured. Any other address was configured on purpose, so no other engine replaces it. */
const DEFAULT_ADDRESS = 'unix:///var/run/docker.sock';

const HOW_TO_GET_AN_ENGINE = `Choose one of these:
  macOS             start Docker Desktop, or: brew install colima docker && colima start
  Debian, Ubuntu    run this command as root (sudo), which installs and starts an engine;
                    or: sudo apt-get install docker.io
  anything else     https://docs.docker.com/engine/install/
  another machine   set DOCKER_HOST to the engine's address, such as ssh://user@machine or tcp://machine:2376`;

/** An engine that answers. */
export interface Engine {
  readonly docker: Docker;
  /** In the format of `DOCKER_HOST`. */
  readonly address: string;
  /** Whether this command or an earlier one has started it. */
  readonly isOwn: boolean;
  /** Leads Terraform to an own engine. Empty for an engine that was found, since the environment leads to it already. */
  readonly environment: { readonly DOCKER_HOST?: string };
  /** The registry that an own engine asks before Docker Hub. Undefined if Docker Hub can be reached. */
  readonly mirror?: Registry;
}

export interface EngineOptions {
  /** Use an own engine even if another one is found. @default false */
  readonly own?: boolean;
}

/** Returns the engine that the environment leads to, or starts an own one if there is none. */
export async function provideEngine(state: StateFolder, options: EngineOptions = {}): Promise<Engine> {
  const own = new OwnEngine(state);
  const found = options.own ? undefined : await findOther(own);
  if (found !== undefined) return found;

  if (!own.running) {
    const installed = await prepare(own, options);
    if (installed !== undefined) return installed;
  }
  await provideGvisor();
  const mirror = await reachesDockerHub() ? undefined : new Registry(state);
  await mirror?.start();
  output.step(own.running ? 'Using the Docker Engine that an earlier command started.' : 'Starting a Docker Engine …');
  await own.start(mirror?.address);
  output.detail(`It answers at ${own.address} and keeps all its files in ${state.folder}.`);
  return { docker: own.client, address: own.address, isOwn: true, environment: { DOCKER_HOST: own.address }, mirror };
}

/** Stops the own engine and registry, and removes their files, except for a cache in another place. */
export async function removeEngine(state: StateFolder): Promise<void> {
  await new OwnEngine(state).remove();
  await new Registry(state).stop();
  rmSync(state.folder, { recursive: true, force: true });
}

async function findOther(own: OwnEngine): Promise<Engine | undefined> {
  const { engine, address, origin } = await findEngine();
  if (engine === undefined) {
    if (address === DEFAULT_ADDRESS) return undefined;
    throw new SetupError(
      `No Docker Engine answers at ${address}`,
      `The address comes from ${origin}. Start that engine, or remove this setting to use the engine at ${DEFAULT_ADDRESS}.`,
    );
  }
  // DOCKER_HOST may lead to the own engine, which needs its mirror in that case too.
  if (address === own.address) return undefined;
  const { ServerVersion } = await engine.info() as { ServerVersion: string };
  output.step(`Using the Docker Engine ${ServerVersion} at ${address} (from ${origin}).`);
  return { docker: engine, address, isOwn: false, environment: {} };
}

/**
 * Makes sure that an engine can be started here. Installing the package starts an engine on machines with an init system; that
 * engine is returned.
 */
async function prepare(own: OwnEngine, options: EngineOptions): Promise<Engine | undefined> {
  const others = runningEngines();
  if (others.length > 0) {
    throw new SetupError(
      `Another Docker Engine runs on this machine: process ${others.join(', ')}`,
      'A second engine would replace its firewall rules, which publish its ports and isolate its networks.\n'
        + 'To use the running engine, set DOCKER_HOST to its address. Otherwise stop it.\n'
        + 'If `npm run demo` started it, `npm run demo -- remove-engine` stops and removes it.',
    );
  }
  if (process.getuid?.() !== 0) throw new SetupError('No Docker Engine answers, and only root can start one', HOW_TO_GET_AN_ENGINE);
  if (which('dockerd') !== undefined && which('ip') !== undefined) return undefined;
  if (!canInstall()) throw new SetupError('No Docker Engine answers, and none is installed', HOW_TO_GET_AN_ENGINE);
  await install(['docker.io', 'iproute2'], 'the Docker Engine, which runs the containers');
  return options.own ? undefined : findOther(own);
}
