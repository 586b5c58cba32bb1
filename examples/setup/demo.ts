import { existsSync } from 'node:fs';
import { runCommand } from './command';
import { Engine, provideEngine, removeEngine } from './engine';
import { Example } from './example';
import { provideImages } from './images';
import { visit } from './page';
import { freePort } from './port';
import { say } from './say';
import { demoState } from './state';
import { findTerraform } from './terraform';
import { drawTopology } from './topology';

const USUAL_PORT = 8080;

const HELP = `npm run demo                    set up what is needed, and run the example shop: nginx, an application, redis
npm run demo -- destroy         remove the shop again
npm run demo -- remove-engine   remove the Docker Engine that the demo has started, and all that it has kept

Options
  --own-engine   start a Docker Engine of the demo's own even where one is found
  --help         show this

Variables
  BERTH_STATE_DIR   where the demo's own engine and registry keep their files  (/var/lib/berth-demo)
  BERTH_CACHE_DIR   where images made from Debian packages are kept            (cache, in that folder)`;

async function runShop(own: boolean): Promise<void> {
  say.heading('What is needed');
  say.step(`Terraform ${await findTerraform()} is installed.`);
  const engine = await provideEngine(demoState(), { own });
  await provideImages(engine, demoState());

  say.heading('From TypeScript to running containers');
  const shop = shopOn(engine);
  say.step('Synthesizing: examples/shop/main.ts says what there should be, and becomes what Terraform reads …');
  await shop.synthesize({ SHOP_PORT: `${await choosePort(await shop.read('address'))}` });
  say.detail(`The result, with the Terraform provider beside it: ${shop.folder}`);
  say.step('terraform init: Terraform takes the provider from that folder, and asks no registry …');
  await shop.init();
  say.step('terraform apply: images, networks, a volume, and containers that wait until the one behind them is healthy …');
  await shop.apply();

  const address = await shop.read('address') ?? '';
  say.heading('It works');
  say.step(`Asking the page at ${address}, which counts its visits in redis …`);
  for (let count = 0; count < 3; count++) say.detail(`visit number ${await visit(address)}`);
  say.step('terraform plan: is what runs what was asked for? …');
  if (await shop.hasChanges()) throw new Error('The second plan is not empty: this should not happen, and is worth a report.');
  say.detail('Yes: no changes.');
  say.heading('What runs now');
  say.line(await drawTopology(engine.docker, await shop.containers(), address));
  tellWhereToLook(engine, shop, address);
}

function tellWhereToLook(engine: Engine, shop: Example, address: string): void {
  const docker = process.env.DOCKER_HOST === engine.address || !engine.isOwn ? 'docker' : `docker --host ${engine.address}`;
  say.heading('Where to look');
  say.line(`The page               ${address}`);
  say.line(`The containers         ${docker} ps`);
  say.line(`What they say          ${docker} logs shop-app`);
  say.line('What was written       examples/shop/stack.ts');
  say.line(`What Terraform reads   ${shop.folder}/cdk.tf.json`);
  say.line('Change the stack, and run this command again: only what changed is applied.');
  say.line();
  say.line('To remove the shop:                npm run demo -- destroy');
  if (engine.isOwn) say.line('To remove the Docker Engine, too:  npm run demo -- remove-engine');
}

async function destroyShop(own: boolean): Promise<void> {
  await findTerraform();
  const engine = await provideEngine(demoState(), { own });
  const shop = shopOn(engine);
  if (!shop.hasState) return say.step('There is no shop to remove: `npm run demo` makes one.');
  const names = await shop.names();
  say.step('terraform destroy: removing the shop …');
  await shop.destroy();
  const left = await leftOver(engine, names);
  if (left.length > 0) throw new Error(`This is left on the engine, and should not be: ${left.join(', ')}`);
  say.detail('Nothing of it is left on the engine: no container, no network, no volume.');
  if (engine.isOwn) say.line('The demo\'s Docker Engine still runs. To remove it, too:  npm run demo -- remove-engine');
}

async function removeAll(): Promise<void> {
  const state = demoState();
  if (!existsSync(state.folder)) return say.step(`The demo has kept nothing in ${state.folder}: there is nothing to remove.`);
  say.step(`Stopping the demo's Docker Engine and registry, and removing ${state.folder} …`);
  await removeEngine(state);
  say.detail('Done. The Debian packages that were installed, if any, stay: `apt-get remove docker.io debootstrap` removes them.');
}

function shopOn(engine: Engine): Example {
  return new Example('shop', engine.environment);
}

/** The port that the shop has already; else the usual one, or any where that is taken. */
async function choosePort(address: string | undefined): Promise<number> {
  if (address !== undefined) return Number(new URL(address).port);
  const port = await freePort(USUAL_PORT) ?? (await freePort(0))!;
  if (port !== USUAL_PORT) say.step(`Port ${USUAL_PORT} is taken on this machine: the shop gets port ${port}.`);
  return port;
}

/** Which of these containers, networks and volumes the engine still has. */
async function leftOver({ docker }: Engine, names: readonly string[]): Promise<string[]> {
  const [containers, networks, { Volumes }] = await Promise.all([docker.listContainers({ all: true }), docker.listNetworks(), docker.listVolumes()]);
  const there = [
    ...containers.flatMap(({ Names }) => Names.map((name) => name.slice(1))),
    ...networks.map(({ Name }) => Name),
    ...Volumes.map(({ Name }) => Name),
  ];
  return names.filter((name) => there.includes(name));
}

void runCommand(HELP, { 'run': runShop, 'destroy': destroyShop, 'remove-engine': removeAll });
