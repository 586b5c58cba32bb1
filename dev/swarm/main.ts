import { NodeEngine } from './node-engine';
import { SwarmEngines } from './swarm-engines';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';
import { stateIn } from '../machine/state-folder';

const USAGE = `Docker Engines for a swarm, each standing for a machine. FOLDER keeps their state:
  tsx dev/swarm/main.ts FOLDER start COUNT    starts engines until there are as many, and those that were stopped
  tsx dev/swarm/main.ts FOLDER list           lists them
  tsx dev/swarm/main.ts FOLDER stop NAME      shuts one down
  tsx dev/swarm/main.ts FOLDER kill NAME      ends one as a loss of power does
  tsx dev/swarm/main.ts FOLDER remove         removes everything`;

async function main([folder = '', command, argument = '']: readonly string[]): Promise<void> {
  if (folder === '') throw new SetupError('No folder was given', USAGE);
  const swarm = new SwarmEngines(stateIn(folder, process.env.BERTH_CACHE_DIR));
  switch (command) {
    case 'start': return list(swarm, await swarm.start(Number(argument)));
    case 'list': return list(swarm, swarm.engines);
    case 'stop': return find(swarm, argument).stop();
    case 'kill': return find(swarm, argument).kill();
    case 'remove': return swarm.remove();
    default: throw new SetupError(`There is no command "${command}"`, USAGE);
  }
}

function list({ registry }: SwarmEngines, engines: readonly NodeEngine[]): void {
  output.line(`registry  ${registry.host}`);
  for (const { name, address, host, pid } of engines) {
    output.line(`${name}  ${address}  DOCKER_HOST=${host}  ${pid === undefined ? 'stopped' : `process ${pid}`}`);
  }
}

function find({ engines }: SwarmEngines, name: string): NodeEngine {
  const engine = engines.find((each) => each.name === name);
  if (engine === undefined) {
    throw new SetupError(`There is no engine "${name}"`, `Use one of ${engines.map((each) => each.name).join(', ')}.`);
  }
  return engine;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof SetupError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
