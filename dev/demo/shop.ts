import { existsSync } from 'node:fs';
import getPort from 'get-port';
import { runCommand } from './command-line';
import { drawContainers } from './container-diagram';
import { visit } from './shop-page';
import { output } from '../console/output';
import { Engine, provideEngine, removeEngine } from '../engine/provide-engine';
import { provideImages } from '../images/provide-images';
import { demoState } from '../machine/state-folder';
import { Example } from '../terraform/example';
import { installedTerraform } from '../terraform/installed-version';

const DEFAULT_PORT = 8080;

const HELP = `npm run demo                    install what is missing and run the example shop: nginx, an application, redis
npm run demo -- destroy         remove the shop
npm run demo -- remove-engine   remove the Docker Engine that the demo started, and all its files

Options
  --own-engine   start a Docker Engine for the demo even if another one is found
  --help         print this text

Variables
  BERTH_STATE_DIR   the folder for the files of the demo's engine and registry    (default: /var/lib/berth-demo)
  BERTH_CACHE_DIR   the folder for the images that are made from Debian packages  (default: cache in that folder)`;

async function runShop(own: boolean): Promise<void> {
  output.heading('Prerequisites');
  output.step(`Terraform ${await installedTerraform()} is installed.`);
  const engine = await provideEngine(demoState(), { own });
  await provideImages(engine, demoState());

  output.heading('From TypeScript to running containers');
  const shop = shopOn(engine);
  output.step('Synthesizing examples/shop/main.ts into a Terraform configuration …');
  await shop.synthesize({ SHOP_PORT: `${await choosePort(await shop.read('address'))}` });
  output.detail(`The configuration and the Terraform provider: ${shop.folder}`);
  output.step('terraform init: installs the provider from that folder, without a registry …');
  await shop.init();
  output.step('terraform apply: creates images, networks, a volume, and containers that wait until the one behind them is healthy …');
  await shop.apply();

  const address = await shop.read('address') ?? '';
  output.heading('The shop runs');
  output.step(`Requesting the page at ${address}, which counts its visits in redis …`);
  for (let count = 0; count < 3; count++) output.detail(`visit number ${await visit(address)}`);
  output.step('terraform plan: compares the running containers with the configuration …');
  if (await shop.hasChanges()) throw new Error('The second plan is not empty. This is a bug: please report it.');
  output.detail('No changes.');
  output.heading('What runs now');
  output.line(await drawContainers(engine.docker, await shop.containers(), address));
  printNextSteps(engine, shop, address);
}

function printNextSteps(engine: Engine, shop: Example, address: string): void {
  const docker = process.env.DOCKER_HOST === engine.address || !engine.isOwn ? 'docker' : `docker --host ${engine.address}`;
  output.heading('Next steps');
  output.line(`The page                     ${address}`);
  output.line(`The containers               ${docker} ps`);
  output.line(`The application's log        ${docker} logs shop-app`);
  output.line('The TypeScript source        examples/shop/stack.ts');
  output.line(`The Terraform configuration  ${shop.folder}/cdk.tf.json`);
  output.line('Change the stack and run this command again: only the changes are applied.');
  output.line();
  output.line('To remove the shop:               npm run demo -- destroy');
  if (engine.isOwn) output.line('To remove the Docker Engine too:  npm run demo -- remove-engine');
}

async function destroyShop(own: boolean): Promise<void> {
  await installedTerraform();
  const engine = await provideEngine(demoState(), { own });
  const shop = shopOn(engine);
  if (!shop.hasState) return output.step('There is no shop to remove: `npm run demo` creates one.');
  const names = await shop.names();
  output.step('terraform destroy: removes the shop …');
  await shop.destroy();
  const left = await leftOver(engine, names);
  if (left.length > 0) throw new Error(`The engine still has ${left.join(', ')}. This is a bug: please report it.`);
  output.detail('Nothing is left on the engine: no container, no network, no volume.');
  if (engine.isOwn) output.line('The demo\'s Docker Engine still runs. To remove it too:  npm run demo -- remove-engine');
}

async function removeAll(): Promise<void> {
  const state = demoState();
  if (!existsSync(state.folder)) return output.step(`There is nothing to remove: ${state.folder} does not exist.`);
  output.step(`Stopping the demo's Docker Engine and registry, and removing ${state.folder} …`);
  await removeEngine(state);
  output.detail('Done. Debian packages that the demo installed remain: `apt-get remove docker.io debootstrap` removes them.');
}

function shopOn(engine: Engine): Example {
  return new Example('shop', engine.environment);
}

/** Returns the port of the running shop, or else the default port, or another one if that is in use. */
async function choosePort(address: string | undefined): Promise<number> {
  if (address !== undefined) return Number(new URL(address).port);
  const port = await getPort({ host: '127.0.0.1', port: DEFAULT_PORT });
  if (port !== DEFAULT_PORT) output.step(`Port ${DEFAULT_PORT} is in use on this machine, so the shop uses port ${port}.`);
  return port;
}

/** Returns which of the named containers, networks and volumes the engine still has. */
async function leftOver({ docker }: Engine, names: readonly string[]): Promise<string[]> {
  const [containers, networks, { Volumes }] = await Promise.all([
    docker.listContainers({ all: true }), docker.listNetworks(), docker.listVolumes(),
  ]);
  const existing = [
    ...containers.flatMap(({ Names }) => Names.map((name) => name.slice(1))),
    ...networks.map(({ Name }) => Name),
    ...Volumes.map(({ Name }) => Name),
  ];
  return names.filter((name) => existing.includes(name));
}

void runCommand(HELP, { 'run': runShop, 'destroy': destroyShop, 'remove-engine': removeAll });
