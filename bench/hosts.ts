import { rmSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { median, sideBySide } from './measure';
import { INTERVAL, Observed, observed } from './provider-processes';
import { Table } from './report';
import { succeeds } from '../test/e2e/support/succeeds';
import { Workspace } from '../test/e2e/support/workspace';
import { FakeEngine } from '../test/provider/engine/fake-engine';

const HOSTS = 50;
const VOLUMES_EACH = 4;
const ROUNDS = 3;

/** Measures the plan of a stack on many hosts: with a provider alias for each host, and with one provider that has named engines. */
export async function hosts(): Promise<Table> {
  const engines = await Promise.all(Array.from({ length: HOSTS }, simulated));
  const addresses = engines.map(({ port }) => `tcp://127.0.0.1:${port}`);
  try {
    const contenders = {
      'an alias for each host': await appliedTo(aliases(addresses)),
      'named engines': await appliedTo(named(addresses)),
    };
    const runs = await sideBySide<Observed>(ROUNDS, Object.fromEntries(
      Object.entries(contenders).map(([name, { folder }]) => [name, () => observed(folder, 'plan', '-detailed-exitcode')]),
    ));
    Object.values(contenders).forEach(({ folder }) => rmSync(folder, { recursive: true, force: true }));
    const medianOf = (plans: readonly Observed[], part: keyof Observed) => median(plans.map((each) => each[part]));
    return {
      title: `terraform plan of a stack on ${HOSTS} hosts (median of ${ROUNDS})`,
      columns: ['configuration', 'seconds', 'provider processes', 'their memory, MiB'],
      rows: Object.entries(runs).map(([name, plans]) => [
        name, medianOf(plans, 'seconds').toFixed(1), `${medianOf(plans, 'processes')}`, medianOf(plans, 'memory').toFixed(0),
      ]),
      note: `${VOLUMES_EACH} volumes on each host, unchanged. The engines are simulated: they answer at once. The memory is the highest `
        + `sum of the proportional set sizes (PSS) of the provider's processes, read every ${INTERVAL} ms.`,
    };
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()));
  }
}

/** Starts an engine that has volumes. */
async function simulated(): Promise<FakeEngine> {
  const engine = await new FakeEngine().start();
  const existing = new Map<string, object>();
  engine.answer = async (request, response) => {
    const [, name = ''] = /\/volumes\/([^/?]+)/.exec(request.url!) ?? [];
    if (request.method === 'POST') {
      const { Name, Driver, Labels } = JSON.parse(await bodyOf(request)) as { Name: string; Driver: string; Labels: object };
      existing.set(Name, { Name, Driver, Labels, Options: {}, Mountpoint: `/volumes/${Name}`, Scope: 'local' });
      answer(response, 201, existing.get(Name)!);
    } else {
      const volume = existing.get(name);
      answer(response, volume === undefined ? 404 : 200, volume ?? { message: `get ${name}: no such volume` });
    }
  };
  return engine;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function aliases(addresses: readonly string[]): object {
  const [first, ...others] = addresses;
  const provider = { docker: [{ host: first }, ...others.map((host, index) => ({ host, alias: `host${index + 1}` }))] };
  return { provider, resource: volumes(addresses, 'aliased', (index) => index === 0 ? {} : { provider: `docker.host${index}` }) };
}

function named(addresses: readonly string[]): object {
  const engine = addresses.map((host, index) => ({ name: `host${index}`, host }));
  return { provider: { docker: { engine } }, resource: volumes(addresses, 'named', (index) => ({ engine: `host${index}` })) };
}

/** Returns the same volumes on each host, with names that no other contender has. */
function volumes(addresses: readonly string[], name: string, on: (index: number) => object): object {
  const each = (index: number) => ({ count: VOLUMES_EACH, name: `${name}-\${count.index}`, ...on(index) });
  return { docker_volume: Object.fromEntries(addresses.map((_, index) => [`host${index}`, each(index)])) };
}

async function appliedTo(configuration: object): Promise<Workspace> {
  const workspace = await Workspace.create(configuration);
  await succeeds(workspace.apply());
  return workspace;
}
